// The speaker's window: opened here, told what stands on the stage, and asking for the next step. It reaches the stage by its `opener`,
// which also holds after a reload of the stage, and in a file, whose pages have no origin to share.

const audience = () => (self.origin === "null" ? "*" : self.origin); // a file has no origin to name

export class SpeakerLink {
  // heard: what is called with what the window asks for; one that the stage does not know yet asks { is: "hello" }.
  constructor(heard, signal) {
    window.addEventListener("message", ({ data, source, origin: from }) => {
      if (from !== self.origin || typeof data?.is !== "string" || source === window) return;
      const known = this.window === source;
      this.window = source;
      if (data.is !== "here") heard(data);
      else if (!known) heard({ is: "hello" });
    }, { signal });
  }

  get stands() { return Boolean(this.window && !this.window.closed); }

  // show: opens the window of this name.
  open(show) { this.window = show("dalil-speaker", "popup,width=1280,height=800") ?? this.window; }

  tell(message) { if (this.stands) this.window.postMessage(message, audience()); }
}

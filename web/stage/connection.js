// The connection to the server as Streamlit tells of it: `changed` is called where it comes or goes.

export class Connection {
  constructor(changed) {
    this.app = document.querySelector(".stApp");
    this.watch = new MutationObserver(changed);
    this.watch.observe(document.body, { childList: true });
    this.watch.observe(this.app, { attributeFilter: ["data-test-connection-state"] });
  }

  get stands() { return this.app.dataset.testConnectionState === "CONNECTED"; }

  // Streamlit's dialog about a lost connection takes the mouse from all else on the page, also where it is not seen.
  dismiss() { document.querySelector('[data-testid="stDialog"] button')?.click(); }

  stop() { this.watch.disconnect(); }
}

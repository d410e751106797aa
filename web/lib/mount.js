// A component as Streamlit calls it: for each element one view, made once, connected and shown at each call. A view has show(data), and
// asks Python by what stands in its `send`: send(name of the trigger, value).

export function mount(make) {
  const views = new WeakMap();
  return ({ parentElement, data, setTriggerValue }) => {
    if (!views.has(parentElement)) views.set(parentElement, make(parentElement));
    const view = views.get(parentElement);
    // A page that was left asks no more: what it sends would be for a part that is no longer there.
    view.send = (name, value) => { if (parentElement.isConnected) setTriggerValue(name, value); };
    view.show(data);
  };
}

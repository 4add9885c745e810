/* In a block with its own `orderName`: see parent.js. */
/* global Components, addMessageListener, content, orderName, removeMessageListener, sendAsyncMessage */
(() => {
  const name = orderName;
  /** What the page is to see it has to make itself: this runs with the page's own rights. */
  const made = `(() => {
    const common = { bubbles: true, cancelable: true, composed: true, clientX, clientY };
    const transfer = new DataTransfer();
    const event = kind === 'paste'
      ? new ClipboardEvent(kind, { ...common, clipboardData: transfer })
      : new DragEvent(kind, { ...common, dataTransfer: transfer });
    const held = event.clipboardData ?? event.dataTransfer;
    for (const file of files) held.items.add(file);
    for (const [type, text] of Object.entries(JSON.parse(texts))) held.setData(type, text);
    return event;
  })()`;

  function give({ data: { type, selector, files, texts } }) {
    removeMessageListener(name, give);
    try {
      const { utils } = Components;
      const sandbox = utils.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
      sandbox.files = utils.cloneInto(files, content);
      sandbox.texts = JSON.stringify(texts ?? {});
      const place = content.document.querySelector(selector);
      // Pages ask what lies under the pointer.
      place.scrollIntoView({ block: 'center' });
      const { x, y, width, height } = place.getBoundingClientRect();
      Object.assign(sandbox, { clientX: x + width / 2, clientY: y + height / 2 });
      for (const kind of type === 'paste' ? ['paste'] : ['dragenter', 'dragover', 'drop']) {
        sandbox.kind = kind;
        const event = utils.evalInSandbox(made, sandbox);
        // Trusted, as if a person had done it: Firefox itself dispatches it.
        place.dispatchEvent(event);
      }
      sendAsyncMessage(name, 'done');
    } catch (error) {
      sendAsyncMessage(name, String(error));
    }
  }
  addMessageListener(name, give);
})();

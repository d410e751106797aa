// On the board, the small picture of a step is dragged to where the step is to stand, or moved by Alt and the arrows up and down. The
// rows are Streamlit's own; what is sent is the new order of all steps.

const STEP_ROW = '[class*="st-key-story-row-"]';
let stepOrder = null, draggedStep = 0, movedStep = 0;

export function orderSteps({ data, setTriggerValue }) {
  stepOrder = { ids: data.ids, send: (ids) => setTriggerValue("order", { ids, at: Date.now() }) };
  for (const [name, hear] of Object.entries({ dragstart: liftStep, dragover: passStep, drop: dropStep, dragend: unmarkRows, keydown: stepByKey })) document.addEventListener(name, hear);
  if (movedStep) stepPicture(movedStep)?.focus();
  movedStep = 0;
}

const stepPicture = (n) => document.querySelector(`.st-key-story-row-${n} .d-preview`);

function stepRow(target) {
  const row = target?.closest?.(STEP_ROW);
  return row ? Number(/st-key-story-row-(\d+)/.exec(row.className)[1]) : 0;
}

const hasRows = () => Boolean(stepOrder?.ids.length && document.querySelector(STEP_ROW));

function liftStep(event) {
  draggedStep = hasRows() && event.target.closest?.(".d-preview") ? stepRow(event.target) : 0;
  if (!draggedStep) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", String(draggedStep));
}

function passStep(event) {
  const over = draggedStep && stepRow(event.target);
  if (!over) return;
  event.preventDefault();
  unmarkRows();
  if (over !== draggedStep) event.target.closest(STEP_ROW).classList.add(over < draggedStep ? "d-drop-before" : "d-drop-after");
}

function dropStep(event) {
  const over = draggedStep && stepRow(event.target);
  if (!over) return;
  event.preventDefault();
  moveStep(draggedStep, over);
  draggedStep = 0;
  unmarkRows();
}

function unmarkRows() {
  for (const row of document.querySelectorAll(".d-drop-before, .d-drop-after")) row.classList.remove("d-drop-before", "d-drop-after");
}

function stepByKey(event) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!by || !event.altKey || !hasRows() || !event.target.closest?.(".d-preview")) return;
  event.preventDefault();
  const from = stepRow(event.target);
  if (moveStep(from, from + by)) movedStep = from + by;
}

function moveStep(from, to) {
  const ids = [...stepOrder.ids];
  if (from === to || to < 1 || to > ids.length) return false;
  ids.splice(to - 1, 0, ...ids.splice(from - 1, 1));
  stepOrder.send(ids);
  return true;
}

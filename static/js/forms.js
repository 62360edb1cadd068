// Forms: focus on what is wrong, no double sending, a warning before input is lost.
const attend = () => {
  const summary = document.querySelector("[data-error-summary]:not([data-sample] *)");
  if (summary && !document.title.startsWith("Error:")) document.title = `Error: ${document.title}`;
  return summary;
};

attend()?.focus();
document.addEventListener("htmx:afterSettle", ({ target }) => {
  const summary = attend();
  if (summary && target.contains(summary)) summary.focus();
});

// The link's target is a control: put the cursor into it, with its label in view.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  const control = link && document.getElementById(link.hash.slice(1));
  if (!control) return;
  event.preventDefault();
  control.closest(".field")?.scrollIntoView({ block: "start" });
  control.focus({ preventScroll: true });
});

const changed = new Set();
document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-warn-unsaved]");
  if (form) changed.add(form);
});
// What a button fills in is a change, too.
document.addEventListener("click", ({ target }) => {
  const form = target.closest("[data-changes]")?.form;
  if (form) changed.add(form);
});
window.addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});

const release = (form) => {
  delete form.dataset.busy;
  form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  // What goes into a frame leaves the page as it is.
  if (event.submitter?.formTarget) return;
  changed.delete(form);
  if (form.method !== "post") return;
  if ("busy" in form.dataset) {
    event.preventDefault();
    return;
  }
  // A file to download never leaves the page, so nothing may stay blocked for long.
  if (form.hasAttribute("data-download")) return;
  form.dataset.busy = "";
  event.submitter?.setAttribute("aria-busy", "true");
});
document.addEventListener("htmx:afterRequest", ({ target }) => {
  const form = target.closest("form");
  if (form) release(form);
});
// Coming back by the browser's button must not find a dead form.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-busy]").forEach(release));

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-dismiss]");
  button?.closest("[data-dismissable]")?.remove();
});

// What htmx brought: where failures are shown, what is announced, where the focus goes.
const words = (text) => {
  const note = document.createElement("div");
  note.className = "callout";
  note.dataset.tone = "danger";
  note.dataset.problem = "";
  note.setAttribute("role", "alert");
  note.textContent = text;
  return note;
};

// A whole error page brings its title outside of the problem itself, and buttons that make no sense here.
const noteOf = (answer) => {
  const problem = answer.querySelector("[data-problem]");
  const title = answer.querySelector("h1");
  if (!problem || !title) return problem && document.adoptNode(problem);
  const note = words("");
  const bold = document.createElement("p");
  bold.className = "callout-title";
  bold.textContent = title.textContent;
  note.append(bold, ...problem.querySelectorAll("p"));
  return note;
};

const isWholePage = (text) => /^\s*<!doctype/i.test(text);

// An open dialog covers the page, so its own failures are shown in it.
const problemPlace = (element) => {
  const dialog = element.closest("dialog[open]");
  return dialog?.querySelector(".dialog-body") ?? document.getElementById("problem");
};

const say = (place, note) => {
  place.querySelector(":scope > [data-problem]")?.remove();
  place.prepend(note);
  note.scrollIntoView({ block: "nearest" });
};

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, target } = event.detail;
  if (xhr.status < 400 && isWholePage(xhr.responseText)) {
    // The session has ended, or the answer was a redirect: go there instead of nesting a page in a page.
    event.detail.shouldSwap = false;
    location.assign(xhr.responseURL);
    return;
  }
  if (xhr.status < 400 || xhr.status === 422) {
    document.getElementById("problem")?.replaceChildren();
    return;
  }
  event.detail.isError = false; // it is shown, so it need not be logged as well
  const answer = new DOMParser().parseFromString(xhr.responseText, "text/html");
  const problem = noteOf(answer);
  // A form that Cognito refused comes back as its own region: it goes where it belongs.
  if (!problem && target.id && answer.getElementById(target.id)) {
    event.detail.shouldSwap = true;
    return;
  }
  const place = problemPlace(event.detail.requestConfig.elt);
  if (place) say(place, problem ?? words("Lifeguard could not do that. Reload the page and try again."));
  target.removeAttribute("aria-busy");
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, ({ target }) => {
    const place = problemPlace(target);
    if (place) say(place, words("Lifeguard cannot be reached. Check your connection, then try again."));
  });
}

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const region = detail.elt;
  const said = region?.querySelector?.("[data-announce]");
  if (said) document.getElementById("announcer").textContent = said.textContent;
  // The link that was pressed is gone with the old region: go on from the new one.
  if (region?.id && document.activeElement === document.body && detail.requestConfig?.triggeringEvent?.type === "click") {
    region.tabIndex = -1;
    region.focus({ preventScroll: true });
  }
});

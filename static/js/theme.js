// Loaded before the page is drawn: the chosen appearance, and whether scripts run at all.
"use strict";

(() => {
  const root = document.documentElement;
  const choices = new Set(["light", "dark"]);

  const stored = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // storage is blocked: follow the system
    }
  };

  const apply = (theme) => {
    if (choices.has(theme)) root.dataset.theme = theme;
    else delete root.dataset.theme;
  };

  root.dataset.js = "";
  apply(stored());

  // When the menu opens: the page may have been brought back from history meanwhile.
  document.addEventListener("toggle", ({ target }) => {
    for (const choice of target.querySelectorAll("[data-theme-choice]")) {
      choice.checked = choice.value === (root.dataset.theme || "system");
    }
  }, true);

  document.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-theme-choice]")) return;
    apply(target.value);
    try {
      localStorage.setItem("theme", target.value);
    } catch {
      // Kept for this page only.
    }
  });
})();

// Times come in UTC: show them in the reader's zone, with their age, and keep the exact moment as the title.
const language = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(language, {
  day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  timeZoneName: "short",
});
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const units = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60]];

const ageOf = (moment) => {
  const seconds = (moment - Date.now()) / 1000;
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? [];
  return unit ? relative.format(Math.trunc(seconds / length), unit) : "just now";
};

const localise = (time) => {
  const moment = new Date(time.dateTime);
  if (Number.isNaN(moment.valueOf())) return;
  time.title = time.dateTime;
  const shown = document.createElement("span");
  shown.textContent = clock.format(moment);
  time.replaceChildren(shown);
  if (time.dataset.age === "off") return;
  const age = document.createElement("span");
  age.className = "age";
  age.textContent = ageOf(moment);
  time.append(" ", age);
};

const localiseAll = () => {
  for (const time of document.querySelectorAll("time.when:not([title])")) localise(time);
};

localiseAll();
document.addEventListener("htmx:afterSettle", localiseAll);
document.addEventListener("htmx:historyRestore", localiseAll);

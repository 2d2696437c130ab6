/** Says in the reader's own zone and language when something was, wherever the page says how long ago. */
export function tellTimes(): void {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "long" });
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
    const text = format.format(new Date(time.dateTime));
    if (time.dataset["local"] === undefined) {
      time.title = text;
    } else {
      time.textContent = text;
    }
  }
}

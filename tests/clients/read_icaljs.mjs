// Print the events of a feed as ical.js reads them, a JSON object a line: node read_icaljs.mjs MODULE FILE

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [module, file] = process.argv.slice(2);
const { default: ICAL } = await import(pathToFileURL(module).href);

// A whole day is a date, a local time a text without Z, and a time in a time zone is told in UTC.
function written(time) {
  const floats = time.isDate || time.zone === ICAL.Timezone.localTimezone;
  return (floats ? time : time.convertToZone(ICAL.Timezone.utcTimezone)).toString();
}

const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
for (const vevent of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(vevent);
  console.log(
    JSON.stringify({
      uid: event.uid,
      summary: event.summary,
      start: written(event.startDate),
      end: written(event.endDate),
      sequence: event.sequence,
      status: vevent.getFirstPropertyValue("status"),
    }),
  );
}

// What a typed date can mean, as far as it is plain; the server reads more ways to say it.

const ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const SPANISH = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];
const monthOf = (word) => Math.max(...[ENGLISH, SPANISH].map((one) => one.indexOf(word.slice(0, 3))));
const two = (number) => String(number).padStart(2, "0");

// The first and the last day of it as ISO text, or undefined.
export function range(text) {
  const words = (text.toLowerCase().match(/[a-z]+|\d+/g) ?? []).filter((one) => one !== "de" && one !== "del");
  const year = words.find((one) => /^\d{4}$/.test(one));
  const others = words.filter((one) => one !== year);
  if (!year || others.length > 2) return undefined;
  const named = others.findIndex((one) => monthOf(one) >= 0);
  let month = named < 0 ? undefined : monthOf(others.splice(named, 1)[0]) + 1;
  let [day, second] = others.map(Number);
  if (!month && others.length) {
    month = second ?? day;
    if (second === undefined) day = undefined;
    else if (day <= 12 && second <= 12 && day !== second) return undefined;
    if (month > 12) [day, month] = [month, day];
  }
  if (Number.isNaN(day) || !(month === undefined || (month > 0 && month < 13))) return undefined;
  if (!month) return [`${year}-01-01`, `${year}-12-31`];
  const at = `${year}-${two(month)}`;
  return day ? [`${at}-${two(day)}`, `${at}-${two(day)}`] : [`${at}-01`, `${at}-31`];
}

export function yearsSince(text) {
  const born = range(text);
  if (!born) return undefined;
  const now = new Date();
  const [year, month, day] = born[0].split("-").map(Number);
  const before = now.getMonth() + 1 < month || (now.getMonth() + 1 === month && now.getDate() < day);
  return now.getFullYear() - year - before;
}

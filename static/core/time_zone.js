// Offers the browser's time zone where Questlog goes by another one.

// The time in a zone twice a month for a year: zones with several names, such as UTC and
// Etc/UTC, have the same.
function clock(timeZone) {
  const year = new Date().getFullYear();
  return Array.from({ length: 24 }, (_, half) =>
    new Date(Date.UTC(year, 0, 1 + half * 15)).toLocaleString("en", { timeZone }),
  ).join();
}

document.querySelectorAll('[data-time-zone]').forEach((offer) => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || clock(zone) === clock(offer.dataset.timeZone)) return;
  offer.querySelector('[data-browser-zone]').textContent = zone;
  const button = offer.querySelector('[data-use-zone]');
  button.value = zone;
  button.textContent = `Use ${zone}`;
  offer.hidden = false;
});

// A cover that does not load leaves the letter beneath it to be seen.
function removeIfBroken(image) {
  if (image.matches('.questlog-cover img')) image.remove();
}

document.addEventListener(
  'error',
  (event) => event.target instanceof HTMLImageElement && removeIfBroken(event.target),
  true,
);
// Those that failed before this script ran.
document.querySelectorAll('.questlog-cover img').forEach((image) => {
  if (image.complete && image.naturalWidth === 0 && image.currentSrc) {
    removeIfBroken(image);
  }
});

// The sidebar has a search, too: a screen reader's list of landmarks tells them apart.
document
  .querySelector('.w-slim-header__search-form')
  ?.setAttribute('aria-label', 'Search and filter this list');

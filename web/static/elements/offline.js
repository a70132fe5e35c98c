// Lets the record page and the help page open without a network.
const { lang } = document.documentElement;
navigator.serviceWorker?.register(`/service-worker.js?language=${lang}`).catch(() => {});

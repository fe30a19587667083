{% load static %}// Oqu without a network: what was opened before opens again. Nothing of one person stays for the next one.
"use strict";
const VERSION = "{{ version }}";
const SHELL = `oqu-shell-${VERSION}`;
const PAGES = "oqu-pages";
const OFFLINE = "{% url 'quizzes:offline' %}";
const FILES = [OFFLINE{% for path in files %}, "{% static path %}"{% endfor %}];
const DOORS = ["{% url 'logout' %}", "{% url 'login' %}", "{% url 'quizzes:join' %}", "{% url 'quizzes:my-data' %}"];
const KEPT = [/^\/$/, /^\/read\//, /^\/attempts\/\d+\/(\d+\/|all\/)$/, /^\/assignments\/\d+\/$/, /^\/quizzes\/\d+\/$/];
const MOST_PAGES = 60;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("oqu-shell-") && name !== SHELL) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => {
  if (event.data && event.data.keep) event.waitUntil(Promise.all(event.data.keep.map((url) => keep(new URL(url, location).pathname))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && DOORS.some((door) => url.pathname.startsWith(door))) {
    event.waitUntil(caches.delete(PAGES));
    return;
  }
  if (request.method !== "GET") return;
  if (FILES.includes(url.pathname) && url.pathname !== OFFLINE) {
    event.respondWith(caches.match(request, { cacheName: SHELL }).then((found) => found || fetch(request)));
    return;
  }
  const isPage = request.mode === "navigate" || KEPT.some((rule) => rule.test(url.pathname));
  if (isPage) event.respondWith(fromNetwork(event, request, url));
});

async function fromNetwork(event, request, url) {
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected && !url.search && KEPT.some((rule) => rule.test(url.pathname))) {
      event.waitUntil(store(url.pathname, response.clone()));
    }
    return response;
  } catch (error) {
    const found = await kept(url.pathname);
    if (found) return found;
    if (request.mode === "navigate") return caches.match(OFFLINE, { cacheName: SHELL });
    throw error;
  }
}

async function kept(path) {
  const cache = await caches.open(PAGES);
  const attempt = path.match(/^\/attempts\/\d+\//);
  return (await cache.match(path)) || (attempt ? cache.match(`${attempt[0]}all/`) : undefined);
}

async function keep(path) {
  try {
    const response = await fetch(path, { credentials: "same-origin" });
    if (response.ok && !response.redirected) await store(path, response);
  } catch { /* it is kept another time */ }
}

async function store(path, response) {
  const cache = await caches.open(PAGES);
  await cache.put(path, response);
  const paths = await cache.keys();
  for (const old of paths.slice(0, Math.max(0, paths.length - MOST_PAGES))) await cache.delete(old);
}

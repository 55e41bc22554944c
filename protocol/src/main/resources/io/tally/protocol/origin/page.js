// SPDX-License-Identifier: GPL-3.0-or-later
// Which stream is watched on this page, and how does it stand?
"use strict";

const byId = (id) => document.getElementById(id);
const video = byId("video");
const POLL_MS = 1500;

let streams = [];
let playing = null; // {name, hls, over}: what is attached to the video element; over: its playlist is closed

const chosenName = () => decodeURIComponent(location.hash.slice(1));

function chosenStream() {
  const name = chosenName();
  if (name) return streams.find((stream) => stream.name === name);
  return streams.find((stream) => stream.state === "live") ?? streams[0];
}

const playlistOf = (stream) => `/${stream.name}/index.m3u8`;

function detach() {
  playing?.hls?.destroy();
  playing = null;
  video.removeAttribute("src");
  video.load();
}

function attach(stream) {
  detach();
  const url = playlistOf(stream);
  if (window.Hls?.isSupported()) {
    const hls = new Hls({ liveDurationInfinity: true, backBufferLength: 60 });
    playing = { name: stream.name, hls, over: false };
    hls.on(Hls.Events.ERROR, (event, data) => {
      if (!data.fatal || playing?.hls !== hls) return;
      if (data.type === Hls.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError();
      else detach(); // The next look at the list of streams attaches it again.
    });
    hls.loadSource(url);
    hls.attachMedia(video);
  } else {
    playing = { name: stream.name, hls: null, over: false };
    video.src = url;
  }
  video.play().catch(() => notice("Press play to watch: this browser starts nothing by itself."));
}

function notice(text) {
  byId("notice").textContent = text;
}

// hls.js does not end the video when the last segment was loaded before the playlist was closed.
function ranDry() {
  const { buffered, currentTime } = video;
  const loaded = buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
  return video.ended || !playing || loaded - currentTime < 0.5;
}

function showList(current) {
  byId("streams").replaceChildren(...streams.map((stream) => {
    const link = document.createElement("a");
    link.href = `#${encodeURIComponent(stream.name)}`;
    link.textContent = stream.name;
    link.classList.toggle("live", stream.state === "live");
    link.setAttribute("aria-current", String(stream.name === current?.name));
    return link;
  }));
}

function showFacts(stream) {
  byId("lamp").classList.toggle("on", stream?.state === "live");
  byId("sound").hidden = !playing || !video.muted || video.readyState < 2;
  const latency = playing?.hls?.latency;
  byId("latency").textContent = latency > 0 ? `${latency.toFixed(1)} s` : "–";
  byId("picture").textContent = video.videoWidth ? `${video.videoWidth} × ${video.videoHeight}` : "–";
  byId("bitrate").textContent = stream?.bitrate ? `${Math.round(stream.bitrate / 1000)} kb/s` : "–";
  const link = byId("playlist");
  link.textContent = stream ? new URL(playlistOf(stream), location.href).href : "–";
  link.href = stream ? playlistOf(stream) : "/";
}

function showState(stream) {
  const name = stream?.name ?? chosenName();
  if (!stream) return notice(name ? `“${name}” has not begun. It starts here by itself.` : "Nothing is live. A stream starts here by itself.");
  if (stream.state === "starting") return notice(`“${name}” has begun; its first segment is on the way.`);
  if (stream.state === "waiting" && ranDry()) return notice(`“${name}” is interrupted. It goes on here when its sender is back.`);
  if (stream.state === "ended" && ranDry()) return notice(`“${name}” has ended. If it begins again, it starts here by itself.`);
  notice(video.readyState < 2 ? "Loading…" : "");
}

async function look() {
  try {
    streams = await (await fetch("/~/streams.json", { cache: "no-store" })).json();
  } catch {
    streams = [];
    notice("Tally does not answer. It is tried again.");
    return;
  }
  const stream = chosenStream();
  const isOurs = playing !== null && playing.name === stream?.name;
  if (isOurs && stream.state === "ended") playing.over = true;
  const begunAnew = isOurs && playing.over && stream.state === "live";
  const playable = stream?.state === "live" || (stream?.segments > 0 && !playing);
  if (playable && (!isOurs || begunAnew)) attach(stream);
  else if (playing && !isOurs) detach();
  showList(stream);
  showState(stream);
  showFacts(stream);
}

byId("sound").addEventListener("click", () => {
  video.muted = false;
  video.play().catch(() => notice("Press play to watch: this browser starts nothing by itself."));
  byId("sound").hidden = true;
});
video.addEventListener("click", () => { video.controls = true; });
addEventListener("hashchange", look);

async function watch() {
  await look();
  setTimeout(watch, POLL_MS);
}
watch();

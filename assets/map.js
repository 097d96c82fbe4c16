// A map with boundaries, over the same places as the hexagons and the table on its page.
import { Map, NavigationControl, setWorkerUrl } from "./maplibre-gl.js";

setWorkerUrl(new URL("./maplibre-gl-worker.js", import.meta.url).href);

const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const APART = 5;

// Diagonal lines, so that busy places differ from the palest class by more than a shade.
function hatching() {
  const size = 8;
  const data = new Uint8ClampedArray(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const dark = (x + y) % size < 2;
      data.set(dark ? [28, 30, 38, 255] : [255, 255, 255, 255], (y * size + x) * 4);
    }
  }
  return { width: size, height: size, data };
}

function box(geometry) {
  const found = [Infinity, Infinity, -Infinity, -Infinity];
  const walk = (part) => {
    if (typeof part[0] === "number") {
      found[0] = Math.min(found[0], part[0]);
      found[1] = Math.min(found[1], part[1]);
      found[2] = Math.max(found[2], part[0]);
      found[3] = Math.max(found[3], part[1]);
    } else part.forEach(walk);
  };
  walk(geometry.coordinates);
  return found;
}

function union(boxes) {
  return boxes.reduce((one, other) => [
    Math.min(one[0], other[0]), Math.min(one[1], other[1]),
    Math.max(one[2], other[2]), Math.max(one[3], other[3]),
  ]);
}

// The ground, and the body's own background where it has named one.
function ground(settings) {
  const sources = {};
  const layers = [{ id: "ground", type: "background", paint: { "background-color": "#fbf9f4" } }];
  if (settings.tiles) {
    const [url, attribution] = settings.tiles;
    sources.tiles = { type: "raster", tiles: [url], tileSize: 256, attribution };
    layers.push({ id: "tiles", type: "raster", source: "tiles" });
  }
  return { sources, layers };
}

function style(settings, areas) {
  const pairs = areas.features.flatMap((area) => {
    const [rank] = settings.values[area.properties.code];
    return [area.properties.code, settings.colours[rank]];
  });
  const code = ["get", "code"];
  const { sources, layers } = ground(settings);
  sources.areas = { type: "geojson", data: areas };
  layers.push(
    {
      id: "classes", type: "fill", source: "areas",
      paint: {
        "fill-color": ["match", code, ...pairs, "#ffffff"],
        "fill-opacity": settings.tiles ? 0.75 : 1,
      },
    },
    {
      id: "lines", type: "line", source: "areas",
      paint: { "line-color": "#51545f", "line-width": 0.7 },
    },
    {
      id: "chosen", type: "line", source: "areas", filter: ["==", code, ""],
      paint: { "line-color": "#b8500c", "line-width": 4 },
    },
  );
  return { version: 8, sources, layers };
}

function legend(element, settings) {
  settings.legend.forEach(([rank, text]) => {
    const item = document.createElement("li");
    const swatch = document.createElement("span");
    swatch.style.backgroundColor = settings.colours[rank];
    swatch.className = rank === APART ? "fp-map__swatch fp-map__swatch--apart" : "fp-map__swatch";
    item.append(swatch, text);
    element.append(item);
  });
}

// The page's own table has it all, so that map and table cannot differ; where the table has only
// some of the places, the page says what each of them is: its class, its name, a sentence.
function values(settings) {
  if (settings.places) return settings.places;
  const found = {};
  document.querySelectorAll("[aria-labelledby=map-table-caption] tbody tr").forEach((row) => {
    const cells = Array.from(row.cells, (cell) => cell.textContent.trim());
    const [name, rate, said] = [cells[0], cells.at(-3), cells.at(-1)];
    const code = row.querySelector("a").getAttribute("href").split("/").at(-2);
    found[code] = [settings.said.indexOf(said), name, rate, said];
  });
  return found;
}

async function read(address, base) {
  const answer = await fetch(new URL(address, base));
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  return answer.json();
}

function open(root, settings, look, bounds) {
  root.hidden = false;
  const map = new Map({
    container: root.querySelector(".fp-map__canvas"),
    style: look,
    bounds,
    fitBoundsOptions: { padding: 16 },
    attributionControl: settings.tiles ? { compact: false } : false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: 17,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  map.getCanvas().setAttribute("aria-label", root.getAttribute("data-label"));
  map.once("idle", () => root.setAttribute("data-ready", ""));
  return map;
}

function pointing(map, layer) {
  map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
  map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
}

async function showAreas(root, settings, base) {
  settings.values = values(settings);
  const areas = await read(settings.areas, base);
  // Only the places of this page: a council area's own neighbourhoods, for one.
  areas.features = areas.features.filter((area) => settings.values[area.properties.code]);
  if (!areas.features.length) return;
  const boxes = new globalThis.Map(areas.features.map((a) => [a.properties.code, box(a.geometry)]));
  const told = root.querySelector("[role=status]");
  const choice = root.querySelector("select");
  const map = open(root, settings, style(settings, areas), union([...boxes.values()]));
  map.on("load", () => {
    const apart = [...boxes.keys()].filter((code) => settings.values[code][0] === APART);
    const filter = ["in", ["get", "code"], ["literal", apart]];
    map.addImage("hatching", hatching());
    const paint = { "fill-pattern": "hatching" };
    map.addLayer({ id: "apart", type: "fill", source: "areas", filter, paint }, "lines");
  });

  function show(code) {
    const [, name, rate, said] = settings.values[code];
    const link = document.createElement("a");
    link.href = new URL(`places/${code}/`, base);
    link.textContent = name;
    const words = settings.places ? rate : `${rate} for each 1,000 residents. ${said}.`;
    told.replaceChildren(link, `: ${words}`);
    map.setFilter("chosen", ["==", ["get", "code"], code]);
    choice.value = code;
  }

  areas.features
    .map((area) => area.properties.code)
    .sort((one, other) => settings.values[one][1].localeCompare(settings.values[other][1], "en-GB"))
    .forEach((code) => choice.add(new Option(settings.values[code][1], code)));
  choice.addEventListener("change", () => {
    if (!choice.value) return;
    show(choice.value);
    map.fitBounds(boxes.get(choice.value), { padding: 80, maxZoom: 13, animate: !still });
  });
  map.on("click", "classes", (event) => show(event.features[0].properties.code));
  pointing(map, "classes");
  legend(root.querySelector("ul"), settings);
}

// Map points: the area of a circle grows with the records at it.
async function showPoints(root, settings, base) {
  const held = await read(settings.points, base);
  if (!held.count.length) return;
  const features = held.count.map((count, at) => ({
    type: "Feature",
    properties: { at, count, name: held.names[held.name[at]] },
    geometry: { type: "Point", coordinates: [held.longitude[at], held.latitude[at]] },
  }));
  const look = ground(settings);
  if (settings.lines) {
    look.sources.lines = { type: "geojson", data: await read(settings.lines, base) };
    const paint = { "line-color": "#9b9ea8", "line-width": 0.6 };
    look.layers.push({ id: "lines", type: "line", source: "lines", paint });
  }
  look.sources.points = { type: "geojson", data: { type: "FeatureCollection", features } };
  const radius = (scale) => ["+", 1, ["*", scale, ["sqrt", ["get", "count"]]]];
  const size = ["interpolate", ["exponential", 1.6], ["zoom"], 8, radius(0.25), 15, radius(1.6)];
  const paint = {
    "circle-radius": size, "circle-color": "#542c4f", "circle-opacity": 0.6,
    "circle-stroke-color": "#ffffff", "circle-stroke-width": 0.6,
  };
  const marked = {
    "circle-radius": size, "circle-opacity": 0,
    "circle-stroke-color": "#b8500c", "circle-stroke-width": 4,
  };
  look.layers.push(
    { id: "points", type: "circle", source: "points", paint },
    { id: "chosen", type: "circle", source: "points", filter: ["==", ["get", "at"], -1],
      paint: marked },
  );
  const west = features.map((one) => box(one.geometry));
  const map = open(root, settings, { version: 8, ...look }, union(west));
  const told = root.querySelector("[role=status]");
  const choice = root.querySelector("select");

  function show(at) {
    const { name, count } = features[at].properties;
    told.textContent = `${name}: ${count} ${count === 1 ? "record" : "records"}.`;
    map.setFilter("chosen", ["==", ["get", "at"], at]);
    choice.value = String(at);
  }

  // As many as the table has; each of its rows can be found with the keys.
  features
    .map((one) => one.properties)
    .sort((one, other) => other.count - one.count || one.at - other.at)
    .slice(0, 100)
    .forEach((one) => choice.add(new Option(`${one.name} (${one.count})`, one.at)));
  choice.addEventListener("change", () => {
    if (!choice.value) return;
    show(Number(choice.value));
    const center = features[Number(choice.value)].geometry.coordinates;
    map.easeTo({ center, zoom: 15, animate: !still });
  });
  map.on("click", "points", (event) => show(event.features[0].properties.at));
  pointing(map, "points");
}

async function start(root) {
  const settings = JSON.parse(root.querySelector("script").textContent);
  const base = new URL(root.getAttribute("data-root") || "./", location.href);
  await (settings.points ? showPoints : showAreas)(root, settings, base);
}

document.querySelectorAll("[data-map]").forEach((root) => {
  // Without WebGL, or without the file, the hexagons and the table say the same.
  start(root).catch(() => { root.hidden = true; });
});

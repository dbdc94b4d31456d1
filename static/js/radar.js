// "View the radar interactively": fetches plotly when asked, and draws the radar from the JSON on the page in place of
// the still one, which comes back by the same button.

const block = document.querySelector("[data-explore]");
const still = block.parentElement.querySelectorAll(".radar, .key"); // plotly has a key of its own
const size = block.querySelector(".explore__size");
const button = block.querySelector("button");
const asks = button.textContent;
const figure = block.querySelector(".explore__figure");
const state = block.querySelector(".explore__state");

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function coloured({ data, layout, config }) {
  const font = { family: getComputedStyle(document.body).fontFamily, size: 14, color: token("--ink") };
  for (const trace of data) {
    const line = token(trace.meta.line);
    Object.assign(trace.line, { color: line });
    Object.assign(trace.marker, { color: line });
    if (trace.meta.fill) trace.fillcolor = `${token(trace.meta.fill)}2b`;
    trace.hoverlabel = { font: { ...font, color: token("--paper") }, bgcolor: token("--ink") };
  }
  Object.assign(layout, { font, paper_bgcolor: token("--paper") });
  layout.polar.bgcolor = token("--paper");
  for (const axis of ["angularaxis", "radialaxis"]) {
    Object.assign(layout.polar[axis], { gridcolor: token("--line"), linecolor: token("--line-strong") });
  }
  return [data, layout, config];
}

const library = () =>
  new Promise((resolve, reject) => {
    if (window.Plotly) return resolve();
    const script = document.createElement("script");
    Object.assign(script, { src: block.dataset.library, onload: resolve, onerror: reject });
    document.head.append(script);
  });

async function draw() {
  figure.hidden = false;
  if (figure.childElementCount) return;
  await library();
  const source = JSON.parse(document.getElementById("radar-figure").textContent);
  await window.Plotly.newPlot(figure, ...coloured(source));
}

function show({ explored }) {
  figure.hidden = !explored;
  for (const part of still) part.hidden = explored;
  size.hidden = explored;
  button.setAttribute("aria-expanded", String(explored));
  button.textContent = explored ? block.dataset.back : asks;
}

button.addEventListener("click", async () => {
  const explored = figure.hidden;
  button.disabled = true;
  state.textContent = "";
  try {
    if (explored) await draw();
    show({ explored });
  } catch {
    show({ explored: false });
    state.textContent = block.dataset.failed;
  } finally {
    button.disabled = false;
    button.focus();
  }
});

block.hidden = false;

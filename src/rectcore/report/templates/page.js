(() => {
  "use strict";
  const SIZE = 50, MOST_PRINTED = 500, BREAK = "\u001e";
  const form = document.querySelector(".filter");
  const by = name => form.elements.namedItem(name);
  const attr = (html, name) => (html.slice(0, html.indexOf(">")).match(` data-${name}="([^"]*)"`) || ["", ""])[1];
  const plain = html => html.replace(/<[^>]*>/g, " ").replace(/&(amp|lt|gt|#34|#39);/g,
    (_, x) => ({ amp: "&", lt: "<", gt: ">", "#34": '"', "#39": "'" })[x]);

  class List {
    constructor(el) {
      this.el = el;
      this.pager = el.parentElement.querySelector(".pager");
      this.status = this.pager.querySelector("[role=status]");
      this.none = el.parentElement.querySelector(".none-found");
      this.at = 0;
      this.take([...el.children].map(node => ({ node, s: node.dataset.s, u: node.dataset.u, m: node.dataset.m, w: node.dataset.w })));
      const [back, on, open] = this.pager.querySelectorAll("button");
      this.back = back; this.on = on;
      back.addEventListener("click", () => this.turn(-1));
      on.addEventListener("click", () => this.turn(1));
      open.addEventListener("click", () => el.querySelectorAll("details").forEach(d => { d.open = true; }));
      this.pager.hidden = false;
    }
    take(entries) { this.entries = entries; this.found = entries; }
    async unpack(script) {
      const bytes = Uint8Array.from(atob(script.textContent.trim()), c => c.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
      const text = await new Response(stream).text();
      this.take(text.split(BREAK).map(html => ({ html, s: attr(html, "s"), u: attr(html, "u"), m: attr(html, "m"), w: attr(html, "w") })));
      const note = this.el.parentElement.querySelector(".packed");
      if (note) note.hidden = true;
      script.remove();
    }
    text(entry) {
      return entry.text ??= (entry.node ? entry.node.textContent : plain(entry.html)).toLowerCase();
    }
    has(entry, word) {
      if (!word.startsWith("=") || word.length === 1) return this.text(entry).includes(word);
      const whole = word.slice(1).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      return new RegExp(`(^|[^\\w-])${whole}($|[^\\w-])`).test(this.text(entry));
    }
    filter(words, unit, state, measure, wrong) {
      this.found = this.entries.filter(e =>
        (!unit || e.u.includes(` ${unit} `)) && (!state || e.s === state) && (!measure || e.m.split(" ").includes(measure)) &&
        (!wrong || e.w === "1") && words.every(word => this.has(e, word)));
      this.at = 0;
      this.show();
    }
    get pages() { return Math.max(1, Math.ceil(this.found.length / SIZE)); }
    turn(by) {
      this.at = Math.min(Math.max(this.at + by, 0), this.pages - 1);
      this.show();
      this.el.parentElement.querySelector("h2").scrollIntoView();
    }
    put(entries) {
      if (entries.length && entries[0].html !== undefined) this.el.innerHTML = entries.map(e => e.html).join("");
      else this.el.replaceChildren(...entries.map(e => e.node));
    }
    show() {
      this.put(this.found.slice(this.at * SIZE, (this.at + 1) * SIZE));
      this.back.disabled = this.at === 0;
      this.on.disabled = this.at >= this.pages - 1;
      this.none.hidden = this.found.length > 0;
      this.status.textContent = `${this.found.length} / ${this.entries.length} · ${this.at + 1} / ${this.pages}`;
    }
  }

  const lists = [...document.querySelectorAll("ul[data-list]")].map(el => new List(el));
  const apply = () => {
    const words = by("q").value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const list of lists) list.filter(words, by("u").value, by("s").value, by("m").value, by("w").checked);
  };
  let waiting = 0;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-find]");
    if (!button) return;
    form.reset();
    by("q").value = `=${button.dataset.find}`;
    apply();
    const target = document.querySelector("#send");
    target.scrollIntoView();
    target.querySelector("h2").focus();
  });
  addEventListener("beforeprint", () => {
    for (const list of lists) if (list.found.length <= MOST_PRINTED) list.put(list.found);
  });
  addEventListener("afterprint", () => { for (const list of lists) list.show(); });
  form.hidden = false;
  (async () => {
    for (const list of lists) {
      const script = document.querySelector(`script[data-packed="${list.el.dataset.list}"]`);
      if (script) try { await list.unpack(script); } catch { /* the first page and the note stay */ }
      list.show();
    }
    document.documentElement.dataset.ready = "1";
  })();
})();

/* 部门对照: tick departments to see only these, in every table. Without this script all stand there.
   The choice is kept in the address: ?d=court&d=school. */
(() => {
  /** @type {NodeListOf<HTMLTableElement>} */
  const tables = document.querySelectorAll(".jx-matrix table");
  const [first] = tables;
  if (!first || first.tBodies[0].rows.length < 3) return;
  const rows = [...tables].flatMap((table) => [...table.tBodies[0].rows]);
  const known = new Set(rows.map((row) => row.dataset.department ?? ""));
  const asked = new URLSearchParams(location.search).getAll("d").filter((id) => known.has(id));
  const chosen = new Set(asked);
  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {Partial<HTMLElementTagNameMap[Tag]>} properties
   * @param {...(Node | string)} children
   */
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  /** @type {HTMLInputElement[]} */
  const boxes = [];
  for (const row of first.tBodies[0].rows) {
    const id = row.dataset.department ?? "";
    const head = row.cells[0];
    const box = make("input", { type: "checkbox", checked: chosen.has(id) });
    box.setAttribute("aria-label", `选 ${head.textContent?.trim()}`);
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(id);
      else chosen.delete(id);
      count();
    });
    boxes.push(box);
    head.prepend(box, " ");
  }
  const only = make("button", { type: "button", className: "jx-button", textContent: "只看所选" });
  const all = make("button", { type: "button", className: "jx-button", textContent: "看全部部门" });
  const status = make("span", { className: "jx-muted" });
  status.setAttribute("role", "status");
  const bar = make("p", { className: "jx-matrix__tools" }, only, " ", all, " ", status);
  first.closest(".jx-table")?.before(bar);

  /** @param {string[]} ids */
  const remember = (ids) => {
    const address = new URL(location.href);
    address.searchParams.delete("d");
    for (const id of ids) address.searchParams.append("d", id);
    try {
      history.replaceState(history.state, "", address);
    } catch {
      /* a file: address cannot be changed */
    }
  };
  /** @param {string[]} ids */
  const show = (ids) => {
    const isChosen = new Set(ids);
    for (const row of rows)
      row.hidden = ids.length > 0 && !isChosen.has(row.dataset.department ?? "");
    all.hidden = ids.length === 0;
    remember(ids);
  };
  const count = () => {
    only.disabled = chosen.size === 0;
    status.textContent = chosen.size ? `已选 ${chosen.size} 个部门` : "勾选部门后可以只看所选";
  };
  only.addEventListener("click", () => show([...chosen]));
  all.addEventListener("click", () => {
    chosen.clear();
    for (const box of boxes) box.checked = false;
    show([]);
    count();
    only.focus();
  });
  count();
  show(asked);
})();

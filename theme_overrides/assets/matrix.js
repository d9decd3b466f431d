/* 部门对照: tick departments to see only these, in every table; of two, how far they differ. Without this
   script all stand there. The choice is kept in the address: ?d=court&d=school. */
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
  /**
   * What a cell shows, without its change from the year before.
   * @param {HTMLTableCellElement} cell
   */
  const ownText = (cell) => cell.innerText.trim().split(/\s/)[0];
  /**
   * The figure of a cell as it is shown, in units of its last decimal; none where it shows no figure.
   * @param {HTMLTableCellElement} cell
   */
  const figure = (cell) => {
    const shown = /^(\d[\d,]*)(?:\.(\d+))?%?$/.exec(ownText(cell));
    if (!shown) return null;
    const decimals = shown[2] ?? "";
    return { units: BigInt(shown[1].replaceAll(",", "") + decimals), places: decimals.length };
  };
  /**
   * How far the first lies above the second, exactly, from the figures shown.
   * @param {HTMLTableCellElement} first
   * @param {HTMLTableCellElement} second
   */
  const difference = (first, second) => {
    const [one, other] = [figure(first), figure(second)];
    if (!one || !other) return "—";
    const places = Math.max(one.places, other.places);
    const units =
      one.units * 10n ** BigInt(places - one.places) -
      other.units * 10n ** BigInt(places - other.places);
    if (units === 0n) return "相同";
    const digits = String(units < 0n ? -units : units).padStart(places + 1, "0");
    const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, ",");
    const rest = digits.slice(digits.length - places).replace(/0+$/, "");
    return `${units < 0n ? "−" : "+"}${whole}${rest && `.${rest}`}`;
  };
  /**
   * @param {HTMLTableElement} table
   * @param {string[]} ids
   */
  const compare = (table, ids) => {
    table.deleteTFoot();
    const body = [...table.tBodies[0].rows];
    const pair = body.filter((row) => ids.includes(row.dataset.department ?? ""));
    if (ids.length !== 2 || pair.length !== 2) return;
    const [first, second] = pair.map((row) => [...row.cells]);
    const names = [first, second].map((cells) => cells[0].textContent?.trim());
    const isRate = first.concat(second).some((cell) => ownText(cell).endsWith("%"));
    const head = make(
      "th",
      { scope: "row" },
      `相差${isRate ? "（百分点）" : ""}：${names.join(" − ")}`,
    );
    const cells = first
      .slice(1)
      .map((cell, place) => make("td", { className: "num" }, difference(cell, second[place + 1])));
    table.createTFoot().append(make("tr", {}, head, ...cells));
  };
  /** @param {string[]} ids */
  const show = (ids) => {
    const isChosen = new Set(ids);
    for (const table of tables) compare(table, ids);
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

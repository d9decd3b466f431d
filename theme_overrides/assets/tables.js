/* Sorts and filters every table[data-sortable], after the sortable table of the ARIA Authoring Practices.
   Without this script the table stays as it was served. The order is kept in the address:
   ?sort=自评总分&dir=desc&q=…, or ?sort-groups=… for data-sortable="groups". */
(() => {
  /** @typedef {HTMLTableRowElement[]} Bundle a row and those that explain it */
  /** @typedef {"ascending" | "descending"} Direction */
  /** @typedef {{ missing: boolean, text: string, numbers: number[] }} Value a cell as it is sorted */
  /** @typedef {{ head: HTMLTableCellElement, index: number, label: string, numeric: boolean, arrow: HTMLElement }} Column */
  const MISSING = /^(未填报|不适用|不公开|[-－—–]*)$/;
  const NUMBER = /[-−]?\d[\d,]*(?:\.\d+)?/g;
  const NUMERIC =
    /^[≥≤<>]?\s*[-−]?\d[\d,.\s]*(?:[–～~至][\d,.\s]+)?\s*(?:%|元|万元|亿元|分|份|处|项|条|个|年度?)?$/;
  const ARROW = { none: "↕", ascending: "▲", descending: "▼" };
  /** @type {Direction[]} */
  const DIRECTIONS = ["ascending", "descending"];
  const chinese = new Intl.Collator("zh-Hans-CN", { numeric: true });
  /** @param {string} text */
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {Partial<HTMLElementTagNameMap[Tag]>} attributes
   * @param {...(Node | string)} children
   */
  const make = (tag, attributes, ...children) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.append(...children);
    return element;
  };
  const live = make("p", { className: "jx-sr" });
  live.setAttribute("role", "status");
  /** @param {string} text */
  const say = (text) => {
    live.textContent = live.textContent === text ? `${text}\u00a0` : text;
  };

  /* A row stands with the rows that explain it; heads of groups stay where they are. */
  /** @param {HTMLTableSectionElement} body */
  const bundles = (body) => {
    /** @type {Bundle[]} */
    const found = [];
    for (const row of body.rows) {
      const last = found.at(-1);
      if (last && row.matches(".jx-arith")) last.push(row);
      else found.push([row]);
    }
    return found;
  };
  /** @param {Bundle} bundle */
  const isData = ([row]) => !row.matches(".jx-group");

  /**
   * @param {HTMLTableRowElement} row
   * @param {number} column
   * @returns {Value}
   */
  const valueIn = (row, column) => {
    const cell = row.cells[column];
    const text = (cell?.textContent || "").replace(/\s+/g, " ").trim();
    if (!cell || MISSING.test(text) || cell.querySelector(":scope > .jx-missing:only-child"))
      return { missing: true, text: "", numbers: [] };
    const given = cell.dataset.sortValue;
    const source = given ?? text;
    if (!NUMERIC.test(source)) return { missing: false, text: source, numbers: [] };
    const parts = source.match(NUMBER) ?? [];
    const numbers = parts.map((part) => Number(part.replaceAll(",", "").replace("−", "-")));
    return { missing: false, text: source, numbers };
  };
  /**
   * @param {number[]} one
   * @param {number[]} two
   */
  const compareNumbers = (one, two) => one[0] - two[0] || one[one.length - 1] - two[two.length - 1];

  /** @param {HTMLTableElement & { tHead: HTMLTableSectionElement, showAll?: () => void }} table */
  const enhance = (table) => {
    const key = table.dataset.sortable ? `-${table.dataset.sortable}` : "";
    const bodies = [...table.tBodies].map((body) => ({ body, served: bundles(body) }));
    const every = bodies.flatMap((part) => part.served.filter(isData));
    const heads = [...table.tHead.rows].at(-1)?.cells ?? [];
    /** @param {HTMLTableCellElement} head */
    const heading = (head) => head.dataset.label || (head.textContent ?? "").trim();
    /** @type {Column[]} */
    const columns = [...heads]
      .map((head, index) => ({
        head,
        index,
        label: heading(head),
        numeric: false,
        arrow: make("span", { textContent: ARROW.none }),
      }))
      .filter(({ head, label }) => label && !("nosort" in head.dataset));
    const box = table.closest(".jx-table") || table;
    /** @type {{ column: Column, direction: Direction } | null} */
    let sorted = null;

    /** @param {Record<string, string | null | undefined>} changes */
    const remember = (changes) => {
      const address = new URL(location.href);
      for (const [name, value] of Object.entries(changes)) {
        if (value) address.searchParams.set(name + key, value);
        else address.searchParams.delete(name + key);
      }
      try {
        history.replaceState(history.state, "", address);
      } catch {
        /* a file: address cannot be changed */
      }
    };
    /** @param {Column} column */
    const isNumeric = (column) => {
      const values = every
        .map(([row]) => valueIn(row, column.index))
        .filter((value) => !value.missing);
      return values.length > 0 && values.every((value) => value.numbers.length > 0);
    };
    /**
     * @param {Column} column
     * @param {Direction} direction
     */
    const words = (column, direction) => {
      const pair = column.numeric ? ["从低到高", "从高到低"] : ["拼音顺序", "拼音倒序"];
      return pair[direction === "ascending" ? 0 : 1];
    };
    /**
     * @param {Bundle[]} found
     * @param {Column} column
     * @param {Direction} direction
     */
    const ordered = (found, column, direction) => {
      const sign = direction === "ascending" ? 1 : -1;
      const keyed = found.map((bundle) => ({ bundle, value: valueIn(bundle[0], column.index) }));
      keyed.sort(({ value: one }, { value: two }) => {
        if (one.missing || two.missing) return Number(one.missing) - Number(two.missing);
        return (
          sign *
          (column.numeric
            ? compareNumbers(one.numbers, two.numbers)
            : chinese.compare(one.text, two.text))
        );
      });
      return keyed.map(({ bundle }) => bundle);
    };
    /**
     * @param {Column | null} column
     * @param {Direction} direction
     */
    const sort = (column, direction) => {
      sorted = column && { column, direction };
      for (const { body, served } of bodies) {
        const fixed = served.filter((bundle) => !isData(bundle));
        const rest = served.filter(isData);
        body.append(...(column ? [...fixed, ...ordered(rest, column, direction)] : served).flat());
      }
      for (const each of columns) {
        if (each === column) each.head.setAttribute("aria-sort", direction);
        else each.head.removeAttribute("aria-sort");
        each.arrow.textContent = ARROW[each === column ? direction : "none"];
      }
      order.value = column ? `${column.index} ${direction}` : "";
    };
    /**
     * @param {Column | null} column
     * @param {Direction} direction
     */
    const choose = (column, direction) => {
      sort(column, direction);
      remember({
        sort: column?.label,
        dir: column && (direction === "ascending" ? "asc" : "desc"),
      });
      say(column ? `已按 ${column.label} ${words(column, direction)} 排序` : "已恢复原来的顺序");
    };
    /** @param {Column} column */
    const press = (column) => {
      const direction = sorted?.column === column ? sorted.direction : "";
      choose(direction === "descending" ? null : column, direction ? "descending" : "ascending");
    };

    const order = make("select", {}, make("option", { value: "", textContent: "原来的顺序" }));
    for (const column of columns) {
      column.numeric = isNumeric(column);
      column.arrow.setAttribute("aria-hidden", "true");
      const button = make(
        "button",
        { type: "button", className: "jx-sort" },
        ...column.head.childNodes,
        column.arrow,
      );
      button.addEventListener("click", () => press(column));
      column.head.replaceChildren(button);
      for (const direction of DIRECTIONS) {
        const textContent = `${column.label} ${words(column, direction)}`;
        order.append(make("option", { value: `${column.index} ${direction}`, textContent }));
      }
    }
    order.addEventListener("change", () => {
      const [index, direction] = order.value.split(" ");
      choose(
        columns.find((column) => String(column.index) === index) || null,
        direction === "descending" ? "descending" : "ascending",
      );
    });
    const stack = box.matches(".jx-table--stack");
    const chooser = make(
      "label",
      { className: `jx-tools__order${stack ? " jx-tools__order--stack" : ""}` },
      "排序",
      order,
    );
    const tools = make(
      "div",
      { className: every.length > 20 ? "jx-tools" : `jx-tools ${chooser.className}` },
      chooser,
    );
    box.before(tools);

    const count = make("span", { className: "jx-tools__count" });
    /**
     * @param {string} query
     * @param {boolean} aloud
     */
    const filter = (query, aloud) => {
      const terms = fold(query).split(" ").filter(Boolean);
      const shown = every.filter((bundle) => {
        const text = fold(bundle.map((row) => row.textContent).join(" "));
        const fits = terms.every((term) => text.includes(term));
        for (const row of bundle) row.hidden = !fits;
        return fits;
      }).length;
      count.textContent = terms.length
        ? `显示 ${shown} 行，共 ${every.length} 行`
        : `共 ${every.length} 行`;
      if (aloud) say(count.textContent ?? "");
    };
    const asked = new URLSearchParams(location.search);
    if (every.length > 20) {
      const input = make("input", {
        type: "search",
        autocomplete: "off",
        value: asked.get(`q${key}`) || "",
      });
      if (input.value) table.showAll?.();
      input.addEventListener("input", () => {
        table.showAll?.();
        filter(input.value, true);
        remember({ q: input.value.trim() });
      });
      tools.prepend(make("label", {}, "筛选", input), count);
      filter(input.value, false);
    }
    const wanted = columns.find((column) => column.label === asked.get(`sort${key}`));
    if (wanted) sort(wanted, asked.get(`dir${key}`) === "desc" ? "descending" : "ascending");

    /* On phones the heads are out of sight, so the keyboard passes them by. */
    const phone = matchMedia("screen and (max-width: 45em)");
    const reach = () =>
      columns.forEach(({ head }) => {
        const button = head.querySelector("button");
        if (button) button.tabIndex = phone.matches && stack ? -1 : 0;
      });
    phone.addEventListener("change", reach);
    reach();
  };

  document.addEventListener("DOMContentLoaded", () => {
    /** @type {NodeListOf<HTMLTableElement & { tHead: HTMLTableSectionElement }>} */
    const found = document.querySelectorAll("table[data-sortable]");
    const tables = [...found].filter((table) => table.tHead && table.tBodies.length);
    if (!tables.length) return;
    document.body.append(live);
    tables.forEach(enhance);
  });
})();

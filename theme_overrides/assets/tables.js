/* Sorts and filters every table[data-sortable], after the sortable table of the ARIA Authoring Practices.
   Without this script the table stays as it was served. The order is kept in the address:
   ?sort=自评总分&dir=desc&q=…, or ?sort-groups=… for data-sortable="groups". */
(() => {
  const MISSING = /^(未填报|不适用|不公开|[-－—–]*)$/;
  const NUMBER = /[-−]?\d[\d,]*(?:\.\d+)?/g;
  const NUMERIC =
    /^[≥≤<>]?\s*[-−]?\d[\d,.\s]*(?:[–～~至][\d,.\s]+)?\s*(?:%|元|万元|亿元|分|份|处|项|条|个|年度?)?$/;
  const ARROW = { none: "↕", ascending: "▲", descending: "▼" };
  const chinese = new Intl.Collator("zh-Hans-CN", { numeric: true });
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  const make = (tag, attributes, ...children) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.append(...children);
    return element;
  };
  const live = make("p", { className: "jx-sr" });
  live.setAttribute("role", "status");
  const say = (text) => {
    live.textContent = live.textContent === text ? `${text}\u00a0` : text;
  };

  /* A row stands with the rows that explain it; heads of groups stay where they are. */
  const bundles = (body) =>
    [...body.rows].reduce((found, row) => {
      if (row.matches(".jx-arith") && found.length) found.at(-1).push(row);
      else found.push([row]);
      return found;
    }, []);
  const isData = ([row]) => !row.matches(".jx-group");

  const valueIn = (row, column) => {
    const cell = row.cells[column];
    const text = (cell?.textContent || "").replace(/\s+/g, " ").trim();
    if (!cell || MISSING.test(text) || cell.querySelector(":scope > .jx-missing:only-child"))
      return { missing: true };
    const given = cell.dataset.sortValue;
    const source = given ?? text;
    if (!NUMERIC.test(source)) return { text: source };
    return {
      text: source,
      numbers: source
        .match(NUMBER)
        .map((part) => Number(part.replaceAll(",", "").replace("−", "-"))),
    };
  };
  const compareNumbers = (one, two) => one[0] - two[0] || one.at(-1) - two.at(-1);

  const enhance = (table) => {
    const key = table.dataset.sortable ? `-${table.dataset.sortable}` : "";
    const bodies = [...table.tBodies].map((body) => ({ body, served: bundles(body) }));
    const every = bodies.flatMap((part) => part.served.filter(isData));
    const heads = [...table.tHead.rows].at(-1).cells;
    const heading = (head) => head.dataset.label || head.textContent.trim();
    const columns = [...heads]
      .map((head, index) => ({ head, index, label: heading(head) }))
      .filter(({ head, label }) => label && !("nosort" in head.dataset));
    const box = table.closest(".jx-table") || table;
    let sorted = null;

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
    const isNumeric = (column) => {
      const values = every
        .map(([row]) => valueIn(row, column.index))
        .filter((value) => !value.missing);
      return values.length > 0 && values.every((value) => value.numbers);
    };
    const words = (column, direction) => {
      const pair = column.numeric ? ["从低到高", "从高到低"] : ["拼音顺序", "拼音倒序"];
      return pair[direction === "ascending" ? 0 : 1];
    };
    const ordered = (found, column, direction) => {
      const sign = direction === "ascending" ? 1 : -1;
      const keyed = found.map((bundle) => ({ bundle, value: valueIn(bundle[0], column.index) }));
      keyed.sort(({ value: one }, { value: two }) => {
        if (one.missing || two.missing) return Boolean(one.missing) - Boolean(two.missing);
        return (
          sign *
          (column.numeric
            ? compareNumbers(one.numbers, two.numbers)
            : chinese.compare(one.text, two.text))
        );
      });
      return keyed.map(({ bundle }) => bundle);
    };
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
    const choose = (column, direction) => {
      sort(column, direction);
      remember({
        sort: column?.label,
        dir: column && (direction === "ascending" ? "asc" : "desc"),
      });
      say(column ? `已按 ${column.label} ${words(column, direction)} 排序` : "已恢复原来的顺序");
    };
    const press = (column) => {
      const direction = sorted?.column === column ? sorted.direction : "";
      choose(direction === "descending" ? null : column, direction ? "descending" : "ascending");
    };

    const order = make("select", {}, make("option", { value: "", textContent: "原来的顺序" }));
    for (const column of columns) {
      column.numeric = isNumeric(column);
      column.arrow = make("span", { textContent: ARROW.none });
      column.arrow.setAttribute("aria-hidden", "true");
      const button = make(
        "button",
        { type: "button", className: "jx-sort" },
        ...column.head.childNodes,
        column.arrow,
      );
      button.addEventListener("click", () => press(column));
      column.head.replaceChildren(button);
      for (const direction of ["ascending", "descending"]) {
        const textContent = `${column.label} ${words(column, direction)}`;
        order.append(make("option", { value: `${column.index} ${direction}`, textContent }));
      }
    }
    order.addEventListener("change", () => {
      const [index, direction] = order.value.split(" ");
      choose(columns.find((column) => String(column.index) === index) || null, direction);
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
      if (aloud) say(count.textContent);
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
        head.firstChild.tabIndex = phone.matches && stack ? -1 : 0;
      });
    phone.addEventListener("change", reach);
    reach();
  };

  document.addEventListener("DOMContentLoaded", () => {
    const tables = [...document.querySelectorAll("table[data-sortable]")].filter(
      (table) => table.tHead && table.tBodies.length,
    );
    if (!tables.length) return;
    document.body.append(live);
    tables.forEach(enhance);
  });
})();

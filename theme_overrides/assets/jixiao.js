/* Light or dark: the system decides until the reader does. Loaded in the head, so that nothing flashes. */
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const KEY = "jixiao.theme";
  /**
   * @template Found
   * @param {(store: Storage) => Found} use
   */
  const memory = (use) => {
    try {
      return use(localStorage);
    } catch {
      return null;
    }
  };

  /** @param {string} theme */
  const show = (theme) => {
    root.dataset.jxTheme = theme;
    document.querySelector(".jx-theme")?.setAttribute("aria-pressed", String(theme === "dark"));
  };
  const systemTheme = () => (system.matches ? "dark" : "light");
  const showChosen = () => show(memory((store) => store.getItem(KEY)) || systemTheme());
  const toggle = () => {
    const theme = root.dataset.jxTheme === "dark" ? "light" : "dark";
    memory((store) =>
      theme === systemTheme() ? store.removeItem(KEY) : store.setItem(KEY, theme),
    );
    show(theme);
  };

  /* 适老化: large type and high contrast; the system decides on contrast until the reader does. */
  /** @type {Record<string, string>} */
  const SWITCHES = { size: "large", contrast: "high" };
  const moreContrast = matchMedia("(prefers-contrast: more)");
  /** @param {string} name */
  const systemAsks = (name) => name === "contrast" && moreContrast.matches;
  /** @param {string} name */
  const isOn = (name) => root.dataset[`jx${name}`] === SWITCHES[name];
  /**
   * @param {string} name
   * @param {boolean} on
   */
  const set = (name, on) => {
    if (on) root.dataset[`jx${name}`] = SWITCHES[name];
    else delete root.dataset[`jx${name}`];
    document.querySelector(`[data-switch="${name}"]`)?.setAttribute("aria-pressed", String(on));
  };
  const recall = () => {
    for (const name of Object.keys(SWITCHES)) {
      const chosen = memory((store) => store.getItem(`jixiao.${name}`));
      set(name, chosen ? chosen === "1" : systemAsks(name));
    }
  };
  /** @param {string} name */
  const flip = (name) => {
    const on = !isOn(name);
    memory((store) =>
      on === systemAsks(name)
        ? store.removeItem(`jixiao.${name}`)
        : store.setItem(`jixiao.${name}`, on ? "1" : "0"),
    );
    set(name, on);
  };

  /* On phones the line of tabs is pushed along as far as the one that is open. */
  const showTab = () => {
    /** @type {HTMLElement | null} */
    const here = document.querySelector(".jx-tabs [aria-current]");
    const line = here?.closest("ul");
    if (!here || !line) return;
    const end = here.offsetLeft + here.offsetWidth - line.offsetLeft;
    if (end > line.clientWidth) line.scrollLeft = end - line.clientWidth / 2;
  };

  /* The entry of the section being read is marked in the table of contents. */
  const followToc = () => {
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const found = document.querySelectorAll(".jx-toc a");
    const links = [...found];
    /** @param {HTMLAnchorElement} link */
    const heading = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
    /** @param {HTMLElement | null} target */
    const topOf = (target) => (target ? target.getBoundingClientRect().top : Infinity);
    const mark = () => {
      const passed = links.filter((link) => topOf(heading(link)) < 120);
      for (const link of links) link.removeAttribute("aria-current");
      (passed.pop() || links[0]).setAttribute("aria-current", "true");
    };
    if (!links.length || !("IntersectionObserver" in window)) return;
    const observer = new IntersectionObserver(mark, { rootMargin: "-100px 0px 0px" });
    for (const target of links.map(heading)) {
      if (target) observer.observe(target);
    }
  };

  /* On phones a stacking table is laid out as cards; some browsers then forget that it is a table. */
  const ROLES = [
    ["table", "table"],
    ["thead, tbody, tfoot", "rowgroup"],
    ["tr", "row"],
    ["td", "cell"],
    ["thead th", "columnheader"],
    ["tbody th, tfoot th", "rowheader"],
  ];
  const keepTables = () => {
    for (const [selector, role] of ROLES) {
      for (const box of document.querySelectorAll(".jx-table--stack")) {
        for (const part of box.querySelectorAll(selector)) part.setAttribute("role", role);
      }
    }
  };

  /* On phones a long table shows its first rows and a button for the rest: the style sheet hides them there and
     nowhere else, so paper, wide screens and pages without a script have them all. */
  /** @typedef {HTMLTableElement & { showAll?: () => void }} LongTable */
  const ROWS = 24,
    FEWEST = 3,
    STEPS = [24, 12, 6, 4, FEWEST];
  /** @param {HTMLTableElement} table */
  const lengthOf = (table) => table.tBodies[0]?.rows.length ?? 0;
  const offerRest = () => {
    /** @type {NodeListOf<LongTable>} */
    const tables = document.querySelectorAll(
      ".jx-table--stack:not(.jx-table--indicators, .jx-table--findings) > table, #unanswered > table",
    );
    const long = [...tables].filter((table) => lengthOf(table) > FEWEST);
    const fair = STEPS.find((step) => step * long.length <= ROWS) || FEWEST;
    for (const table of long) {
      const few = Math.min(fair, Number(table.dataset.most) || fair);
      if (table.tBodies[0].rows.length > few + 2) cut(table, few);
    }
    const open = () => {
      /** @type {LongTable | null | undefined} */
      const table = document.querySelector(":target")?.closest("[data-few]");
      table?.showAll?.();
    };
    addEventListener("hashchange", open);
    open();
  };
  /**
   * @param {LongTable} table
   * @param {number} few
   */
  const cut = (table, few) => {
    const count = table.tBodies[0].rows.length;
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: `显示全部 ${count} 行`,
    });
    const line = Object.assign(document.createElement("p"), { className: "jx-rest" });
    line.append(button);
    table.dataset.few = String(few);
    const showAll = () => {
      delete table.dataset.few;
      line.remove();
    };
    table.showAll = showAll;
    button.addEventListener("click", () => {
      const next = table.tBodies[0].rows[few]?.querySelector("a");
      showAll();
      next?.focus({ preventScroll: true });
    });
    table.closest(".jx-table")?.after(line);
  };

  /* A citation is copied with the day on which it was read. Old and unencrypted sites have no clipboard. */
  /** @param {string} text */
  const copyOld = (text) => {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };
  /** @param {string} text */
  const copy = async (text) => {
    if (!navigator.clipboard) return copyOld(text);
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyOld(text);
    }
  };
  const offerCitation = () => {
    const citation = document.querySelector(".jx-cite__text");
    if (!citation) return;
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: "jx-cite__copy",
      textContent: "复制引用",
    });
    const status = Object.assign(document.createElement("span"), { className: "jx-muted" });
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      const now = new Date();
      const day = `${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`;
      const text = (citation.textContent ?? "").replace(/\s+/g, " ").trim();
      status.textContent = (await copy(`${text}${day}查阅。`))
        ? "已复制，含查阅日期"
        : "没有复制成，请选中上面的文字自己复制";
    });
    const line = document.createElement("p");
    line.append(button, " ", status);
    citation.after(line);
  };

  showChosen();
  recall();
  system.addEventListener("change", showChosen);
  moreContrast.addEventListener("change", recall);
  document.addEventListener("DOMContentLoaded", () => {
    showChosen();
    recall();
    /** @type {NodeListOf<HTMLElement>} */
    const boxes = document.querySelectorAll(".jx-switches");
    for (const box of boxes) box.hidden = false;
    /** @type {NodeListOf<HTMLElement>} */
    const buttons = document.querySelectorAll(".jx-switch");
    for (const button of buttons) {
      button.addEventListener("click", () => flip(button.dataset.switch ?? ""));
    }
    document.querySelector(".jx-theme")?.addEventListener("click", toggle);
    showTab();
    followToc();
    keepTables();
    offerRest();
    offerCitation();
  });
})();

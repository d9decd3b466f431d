/* Sets two to five reports side by side: /compare/?r=2021/a/b&r=2020/a/b. Reads the reports' own data files. */
(() => {
  /** @typedef {{ label: string, declared: string | null, weight: string | null, rule_low: string, rule_high: string, verdict: string }} Row */
  /** @typedef {{ rule_total_min: string, rule_total_max: string, grade: string, rows: Row[] }} Scorecard */
  /** @typedef {{ id: string, year: number, url: string, department_name: string, form: Record<string, string>, scorecard: Scorecard, money: Record<"initial" | "adjusted" | "executed", string | null>, findings: { severity: string }[] }} Report */
  /** @typedef {{ departments: string[][], department: number[], year: number[], version: string }} Catalogue */
  /** @typedef {{ title: string[], unit: (string | 0)[], project: string[] }} Names */
  /** @typedef {{ id: string, label: string, text: string }} Entry */
  /** @type {HTMLElement | null} */
  const form = document.querySelector(".jx-pick");
  const input = form?.querySelector("input"),
    list = form?.querySelector(".jx-pick__found");
  const status = document.querySelector(".jx-pick__status"),
    box = document.querySelector(".jx-pick__table");
  /** @type {HTMLElement | null} */
  const without = document.querySelector(".jx-pick__without");
  if (!form || !input || !list || !status || !box || !without) return;
  const MOST = 5,
    SHOWN = 8;
  const root = new URL(form.dataset.root ?? "", location.href);
  const VALID = /^\d{4}\/[a-z0-9-]+\/[a-z0-9-]+$/;

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
  /** @param {string} text */
  const fold = (text) => text.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
  /**
   * @param {string} path
   * @param {RequestInit} [options]
   */
  const read = async (path, options) => {
    const answer = await fetch(new URL(path, root), options);
    if (!answer.ok) throw new Error(`${answer.status} ${path}`);
    return answer.json();
  };
  const chosen = () =>
    [...new Set(new URLSearchParams(location.search).getAll("r"))]
      .filter((id) => VALID.test(id))
      .slice(0, MOST);
  /** @param {string[]} ids */
  const choose = (ids) => {
    const query = new URLSearchParams(ids.map((id) => ["r", id]));
    history.replaceState(history.state, "", ids.length ? `?${query}` : location.pathname);
    return show();
  };

  /* 1 ── the table ──────────────────────────────────────────────────────────────────────────────── */

  /** @param {string | number | null | undefined} text */
  const stated = (text) =>
    text === null || text === undefined || text === ""
      ? make("span", { className: "jx-missing", textContent: "未填报" })
      : String(text);
  /**
   * @param {string} low
   * @param {string} high
   */
  const span = (low, high) => (low === high ? low : `${low}–${high}`);
  /* The site's one unit of money, exactly: only the decimal point moves. */
  /** @type {Record<string, number>} */
  const PLACES = { 元: 0, 万元: 4, 亿元: 8 };
  const moneyUnit = form.dataset.money ?? "元";
  /**
   * @param {string} text
   * @param {number} places
   */
  const shifted = (text, places) => {
    const [whole, decimals = ""] = text.replace("-", "").split(".");
    const digits = whole.padStart(places + 1, "0") + decimals;
    const point = digits.length - decimals.length - places;
    const rest = digits.slice(point).replace(/0+$/, "");
    const grouped = digits
      .slice(0, point)
      .replace(/^0+(?=\d)/, "")
      .replace(/\B(?=(\d{3})+$)/g, ",");
    return `${text.startsWith("-") ? "-" : ""}${grouped}${rest && `.${rest}`}`;
  };
  /** @param {string | null} text */
  const money = (text) => text && `${shifted(text, PLACES[moneyUnit])} ${moneyUnit}`;
  /** @type {[string, (one: Report) => string | number | null][]} */
  const FACTS = [
    ["年度", (one) => one.year],
    ["部门", (one) => one.department_name],
    ["实施单位", (one) => one.form.实施单位],
    ["自评总分", (one) => one.form.总分],
    ["规则参考总分", (one) => span(one.scorecard.rule_total_min, one.scorecard.rule_total_max)],
    ["等级", (one) => one.scorecard.grade],
    ["年初预算", (one) => money(one.money.initial)],
    ["全年预算", (one) => money(one.money.adjusted)],
    ["全年执行", (one) => money(one.money.executed)],
    [
      "须核对",
      (one) => `${one.findings.filter((finding) => finding.severity !== "提示").length} 处`,
    ],
  ];
  /**
   * @param {Report} one
   * @param {string} name
   */
  const scoreOf = (one, name) => {
    const row = one.scorecard.rows.find((each) => each.label === name);
    return row
      ? `自评 ${row.declared ?? "未填报"} / ${row.weight ?? "未填报"}，规则 ${span(row.rule_low, row.rule_high)}（${row.verdict}）`
      : "没有这一项";
  };
  /**
   * @param {string} label
   * @param {(string | HTMLElement)[]} cells
   */
  const line = (label, cells) => {
    const texts = cells.map((cell) => (typeof cell === "string" ? cell : cell.textContent));
    const differs = new Set(texts).size > 1;
    const head = Object.assign(make("th", {}, label), { scope: "row" });
    if (differs)
      head.append(" ", make("span", { className: "jx-differs__mark", textContent: "不同" }));
    return make(
      "tr",
      { className: differs ? "jx-differs" : "" },
      head,
      ...cells.map((cell) => make("td", {}, cell)),
    );
  };
  /** @param {Report} one */
  const heading = (one) => {
    const title = one.form.项目名称 || one.form.题注 || "项目名称未填报";
    const drop = make("button", {
      type: "button",
      className: "jx-pick__drop",
      textContent: "移去",
    });
    drop.setAttribute("aria-label", `移去 ${one.year}年度 ${title}`);
    drop.addEventListener("click", () =>
      choose(chosen().filter((id) => id !== one.id)).then(() => input.focus()),
    );
    return Object.assign(
      make(
        "th",
        {},
        make("a", { href: new URL(one.url, root).href, textContent: title }),
        " ",
        drop,
      ),
      { scope: "col" },
    );
  };
  /** @param {Report[]} reports */
  const table = (reports) => {
    const names = [
      ...new Set(reports.flatMap((one) => one.scorecard.rows.map((row) => row.label))),
    ];
    const area = make(
      "div",
      { className: "jx-table", tabIndex: 0 },
      make(
        "table",
        {},
        make("caption", { id: "cap-compare", textContent: `${reports.length} 份报告并列` }),
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            Object.assign(make("th", {}, "栏目"), { scope: "col" }),
            ...reports.map(heading),
          ),
        ),
        make(
          "tbody",
          {},
          ...FACTS.map(([label, fact]) =>
            line(
              label,
              reports.map((one) => stated(fact(one))),
            ),
          ),
          ...names.map((name) =>
            line(
              name,
              reports.map((one) => scoreOf(one, name)),
            ),
          ),
        ),
      ),
    );
    area.setAttribute("role", "region");
    area.setAttribute("aria-labelledby", "cap-compare");
    return area;
  };
  let turn = 0;
  const show = async () => {
    turn += 1;
    const mine = turn;
    const ids = chosen();
    /** @type {PromiseSettledResult<Report>[]} */
    const found = await Promise.allSettled(ids.map((id) => read(`data/reports/${id}.json`)));
    if (mine !== turn) return;
    const reports = found.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const lost = ids.filter((_, index) => found[index].status !== "fulfilled");
    const count = reports.length ? `已选 ${reports.length} 份` : "还没有选报告";
    status.textContent = lost.length ? `${count}；没有找到：${lost.join("、")}` : count;
    box.replaceChildren(...(reports.length ? [table(reports)] : []));
  };

  /* 2 ── choosing ───────────────────────────────────────────────────────────────────────────────── */

  /** @type {Promise<Entry[]> | null} */
  let index = null;
  /**
   * @param {Catalogue} data
   * @param {Names} names
   */
  const entries = (data, names) =>
    names.title.map((title, at) => {
      const [id, department] = data.departments[data.department[at]];
      const unit = names.unit[at] || "";
      return {
        id: `${data.year[at]}/${id}/${names.project[at]}`,
        label: `${data.year[at]}年度 ${title}（${department}）`,
        text: fold(`${title}${data.year[at]}${department}${unit}`),
      };
    });
  const readIndex = async () => {
    /** @type {Catalogue} */
    const data = await read("search/catalogue.json", { cache: "no-cache" });
    return entries(data, await read(`search/names.json?v=${data.version}`));
  };
  const names = () => {
    index ||= readIndex();
    return index;
  };
  const suggest = async () => {
    const wanted = fold(input.value),
      ids = chosen();
    if (Array.from(wanted).length < 2) return list.replaceChildren();
    const found = (await names()).filter(
      (one) => one.text.includes(wanted) && !ids.includes(one.id),
    );
    list.replaceChildren(
      ...found.slice(0, SHOWN).map((one) => {
        const button = make("button", {
          type: "button",
          className: "jx-pick__add",
          textContent: one.label,
        });
        button.addEventListener("click", () => {
          if (chosen().length >= MOST) {
            status.textContent = `至多并列 ${MOST} 份，请先移去一份`;
            return;
          }
          input.value = "";
          list.replaceChildren();
          choose([...chosen(), one.id]).then(() => input.focus());
        });
        return make("li", {}, button);
      }),
    );
    status.textContent = found.length
      ? `有 ${found.length} 份可选`
      : "没有可选的报告，换一个词试试";
    return undefined;
  };
  const failed = () => {
    status.textContent = "数据没有载入，请稍后再试。";
  };
  without.hidden = true;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", () => suggest().catch(failed));
  show().catch(failed);
})();

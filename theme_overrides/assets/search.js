/* The search page. Reads the static files below search/ and nothing else; generator/search/query.py states the same
   query in Python. What is shown is exact: the index itself tells where the whole query stands (generator/search/grams.py).
   State lives in the address: ?q=&year=&department=&region=&grade=&findings=1&position=&reply=&sort=&page=. Text goes in by textContent. */
(() => {
  /** A report is a number: its place in the columns of the table of reports, search/catalogue.json.
   * @typedef {Record<"department" | "year" | "region" | "grade" | "position" | "findings" | "blocks" | "titles" | "names",
   *     number[]> &
   *   { shards: number, name_shards: number, rows: number, version: string, money_unit: string,
   *     departments: string[][], regions: string[][], grades: string[], positions: string[],
   *     synonyms: Record<string, string[]> }} Table
   */
  /** Names and figures of some reports, as they are shown: search/rows/, and of all reports search/names.json.
   * @typedef {{ title: string[], project: string[], unit: (string | 0)[] }} Names
   * @typedef {Names & Record<"total" | "adjusted" | "rate" | "gap", string[]> & Record<"findings" | "open", number[]>} Rows
   */
  /** An index of grams: its folder, its number of files, the shortest grams with positions, how long reports are in it.
   * @typedef {{ folder: string, shards: () => number, first: number, length: (report: number) => number }} Grams
   */
  /** @typedef {{ begin: number, numbers: number[] }} Placed the positions of a string that begins so far into the query */
  /** @typedef {[begin: number, end: number]} Span */
  /** @type {HTMLFormElement | null} */
  const form = document.querySelector("form[data-search]");
  /** @type {HTMLInputElement | null | undefined} */
  const input = form?.querySelector("input[name=q]");
  const status = document.querySelector(".jx-find__status");
  const results = document.querySelector(".jx-find__results");
  /** @type {HTMLElement | null} */
  const without = document.querySelector(".jx-find__without");
  if (!form || !input || !status || !results || !without) return;
  const LONGEST = 12,
    PAGE = 20,
    BLOCK = 256,
    AROUND = 36;
  const SORTS = [
    ["", "相关度"],
    ["gap", "差距从大到小"],
    ["-gap", "差距从小到大"],
    ["total", "自评总分从高到低"],
    ["-total", "自评总分从低到高"],
    ["adjusted", "全年预算从多到少"],
    ["-adjusted", "全年预算从少到多"],
    ["rate", "执行率从高到低"],
    ["-rate", "执行率从低到高"],
  ];
  /* What the unit said to the findings of a report; "" is not asked. */
  const REPLIES = [
    ["", "全部"],
    ["open", "有尚未说明的"],
    ["all", "都已说明"],
  ];
  /** @type {Record<string, (report: number) => boolean>} */
  const REPLIED = {
    open: (report) => table.findings[report] === 2,
    all: (report) => table.findings[report] === 1,
  };
  /** @type {Record<string, number>} */
  const FACTOR = { 元: 0, 万元: 4, 亿元: 8 };
  const NEAR = 10,
    MOST_OFFICES = 3;
  const base = form.dataset.search,
    root = form.dataset.root;
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

  /* Folding: full width to half width, no letter case, no white space; the same as generator.model.text.fold. */
  /** @param {string} letter */
  const caseless = (letter) =>
    letter === "ı" ? letter : letter.toLowerCase().toUpperCase().toLowerCase();
  /** @param {string} text */
  const fold = (text) =>
    Array.from(text.normalize("NFKC").replace(/[\s\x1c-\x1f\x85]+/g, ""), caseless).join("");

  /* 1 ── files ──────────────────────────────────────────────────────────────────────────────────── */

  /** @type {Table} */
  let table;
  const cache = new Map();
  /**
   * @param {string} name
   * @param {RequestInit} [options]
   */
  const read = async (name, options) => {
    const answer = await fetch(base + name, options);
    if (!answer.ok) throw new Error(`${answer.status} ${name}`);
    return answer.json();
  };
  /** @param {string} name */
  const once = (name) => {
    if (!cache.has(name)) {
      const reading = read(`${name}?v=${table.version}`);
      reading.catch(() => cache.delete(name));
      cache.set(name, reading);
    }
    return cache.get(name);
  };
  /** @type {Map<number, Rows>} */
  const rows = new Map();
  /** Read the names and figures of some reports, before they are shown.
   * @param {number[]} reports
   */
  const readRows = async (reports) => {
    const parts = [...new Set(reports.map((report) => Math.floor(report / table.rows)))];
    const read = await Promise.all(parts.map((part) => once(`rows/${part}.json`)));
    for (const [at, part] of parts.entries()) rows.set(part, read[at]);
  };
  /**
   * @template {keyof Rows} Name
   * @param {Name} name
   * @param {number} report
   * @returns {Rows[Name][number]}
   */
  const shown = (name, report) => {
    const part = rows.get(Math.floor(report / table.rows));
    if (!part) throw new Error(`rows of ${report}`);
    return part[name][report % table.rows];
  };
  /** @param {number} report */
  const project = (report) =>
    `${table.departments[table.department[report]][0]}/${shown("project", report)}`;
  /** @param {number} report */
  const address = (report) => `${table.year[report]}/${project(report)}`;
  /** @param {number} report */
  const department = (report) => table.departments[table.department[report]][1];

  /* 2 ── the full-text query ────────────────────────────────────────────────────────────────────── */

  /** @type {Grams} */
  const TEXTS = {
    folder: "grams",
    shards: () => table.shards,
    first: 4,
    length: (report) => table.blocks[report] * BLOCK,
  };
  /** @type {Grams} */
  const NAMES = {
    folder: "names",
    shards: () => table.name_shards,
    first: 2,
    length: (report) => table.names[report],
  };
  /**
   * @param {string} gram
   * @param {Grams} index
   */
  const shardOf = (gram, index) => {
    let value = 2166136261;
    for (const letter of gram)
      value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0;
    return value % index.shards();
  };
  /**
   * @param {string} gram
   * @param {Grams} index
   * @returns {Promise<number[]>}
   */
  const lookUp = async (gram, index) => {
    const number = shardOf(gram, index);
    const shard = await once(`${index.folder}/${Math.floor(number / 256)}/${number % 256}.json`);
    return Object.hasOwn(shard, gram) ? shard[gram] : [];
  };
  /** @param {number[]} numbers */
  const listed = (numbers) => {
    const found = [];
    let last = -1;
    for (const step of numbers.slice(1)) {
      for (let one = step > 0 ? 1 : -step; one > 0; one -= 1) {
        last += step > 0 ? step : 1;
        found.push(last);
      }
    }
    return found;
  };
  /** @param {Placed[]} placed */
  const matches = (placed) => {
    /** @type {number[] | null} */
    let common = null;
    for (const { begin, numbers } of placed) {
      /** @type {Set<number>} */
      const here = new Set();
      let position = -begin;
      for (const step of numbers) {
        position += step;
        here.add(position);
      }
      common = common ? common.filter((place) => here.has(place)) : [...here];
    }
    return (common ?? []).sort((one, two) => one - two);
  };
  /** Where the query stands: in which report, and how far into it; null where only the report is known.
   * @typedef {{ report: number, at: number | null }} Place
   */
  /**
   * @param {number[]} positions
   * @param {Grams} index
   * @returns {Place[]}
   */
  const placesAt = (positions, index) => {
    let report = -1,
      begin = 0,
      end = 0;
    return positions.map((position) => {
      while (position >= end) {
        report += 1;
        begin = end;
        end += index.length(report);
      }
      return { report, at: position - begin };
    });
  };
  /**
   * @param {number[]} reports
   * @returns {Place[]}
   */
  const somewhere = (reports) => reports.map((report) => ({ report, at: null }));
  /**
   * @param {Span} span
   * @param {(Placed & { end: number })[]} placed
   */
  const covered = (span, placed) => {
    const [begin, end] = span;
    for (let place = begin; place < end; place += 1) {
      if (!placed.some((gram) => gram.begin <= place && place < gram.end)) return false;
    }
    return true;
  };
  /**
   * @param {string} text
   * @param {Grams} index
   */
  const places = async (text, index) => {
    const letters = Array.from(text),
      size = Math.min(index.first, letters.length);
    /** @type {(Placed & { end: number })[]} */
    const placed = [];
    if (letters.length > index.first && letters.length <= LONGEST) {
      const whole = await lookUp(text, index);
      if (whole.length)
        return whole[0] < 0
          ? somewhere(listed(whole))
          : placesAt(matches([{ begin: 0, numbers: whole }]), index);
    }
    /** @type {Span[]} */
    let spans = [[letters.length - size, letters.length]];
    for (let begin = 0; begin < letters.length - size; begin += index.first)
      spans.push([begin, begin + size]);
    while (spans.length) {
      const lists = await Promise.all(
        spans.map(([begin, end]) => lookUp(letters.slice(begin, end).join(""), index)),
      );
      /** @type {Map<string, Span>} */
      const wider = new Map();
      for (const [index, numbers] of lists.entries()) {
        const [begin, end] = spans[index];
        if (!numbers.length) return [];
        if (numbers[0] >= 0) placed.push({ begin, end, numbers });
        else if (end - begin === letters.length) return somewhere(listed(numbers));
        else {
          /** @type {Span} */
          const next = end < letters.length ? [begin, end + 1] : [begin - 1, end];
          wider.set(next.join(), next);
        }
      }
      spans = [...wider.values()].filter((span) => !covered(span, placed));
    }
    return placesAt(matches(placed), index);
  };
  /** @param {string} text */
  const find = async (text) => [
    ...new Set((await places(text, TEXTS)).map(({ report }) => report)),
  ];

  /* What a person asks: words apart, other spellings, amounts; the same as generator.search.asking. */
  /** @param {string} query */
  const wordsOf = (query) => {
    const parts = query
      .split(/[\s\x1c-\x1f\x85]+/)
      .map(fold)
      .filter(Boolean);
    if (parts.some((part) => Array.from(part).length === 1)) return [parts.join("")];
    return [...new Set(parts)];
  };
  /** @param {string} word */
  const spellings = (word) => {
    let every = [word, ...(Object.hasOwn(table.synonyms, word) ? table.synonyms[word] : [])];
    for (const [sign, letters] of [
      ["≤", "<="],
      ["≥", ">="],
    ]) {
      every = every.concat(every.map((one) => one.replaceAll(sign, letters)));
      every = every.concat(every.map((one) => one.replaceAll(letters, sign)));
    }
    return [...new Set(every)];
  };
  /** @param {string} word */
  const near = async (word) => {
    const match = /^(\d+(?:\.\d+)?)(亿元|亿|万元|万|元)$/.exec(word);
    if (!match) return [];
    const amount =
      Number(match[1]) * 10 ** FACTOR[match[2].endsWith("元") ? match[2] : `${match[2]}元`];
    /** @type {string[]} */
    const budgets = await once("columns/adjusted.json");
    return everyReport().filter(
      (report) =>
        budgets[report] !== "" && Math.abs(Number(budgets[report]) - amount) * NEAR <= amount,
    );
  };
  /** @param {string} word */
  const ofYear = (word) => {
    const match = /^((?:19|20)\d\d)(?:年度?)?$/.exec(word);
    return match ? everyReport().filter((report) => table.year[report] === Number(match[1])) : [];
  };
  /** @param {string} word */
  const holding = async (word) => {
    const its = ofYear(word);
    if (its.length) return new Set(its);
    const lists = await Promise.all(spellings(word).map(find));
    return new Set([...lists.flat(), ...(await near(word))]);
  };
  /** @param {string[]} words */
  const ask = async (words) => {
    const answers = await Promise.all(words.map(holding));
    return [...answers[0]]
      .filter((report) => answers.every((answer) => answer.has(report)))
      .sort((one, two) => one - two);
  };

  /* 3 ── names, order, choice ───────────────────────────────────────────────────────────────────── */

  /* How well a report's names meet a word: 3 its title is the word, 2 holds it, 1 its unit's or department's name does. */
  /**
   * @param {Place} place
   * @param {number} size
   */
  const rankAt = ({ report, at }, size) => {
    if (at !== null && at >= table.titles[report]) return 1;
    return at !== null && table.titles[report] === size ? 3 : 2;
  };
  /** @typedef {Map<number, number>} Ranks */
  /**
   * @param {string} word
   * @returns {Promise<Ranks>}
   */
  const ranksOf = async (word) => {
    const size = Array.from(word).length;
    /** @type {Ranks} */
    const ranks = new Map();
    /** @type {(report: number, rank: number) => void} */
    const raise = (report, rank) => void ranks.set(report, Math.max(rank, ranks.get(report) ?? 0));
    const offices = table.departments.map(([, name]) => fold(name).includes(word));
    for (const report of everyReport()) if (offices[table.department[report]]) raise(report, 1);
    if (size > 1)
      for (const place of await places(word, NAMES)) raise(place.report, rankAt(place, size));
    else await rankLetter(word, raise);
    return ranks;
  };
  /* No index holds single characters: all names are read. */
  /**
   * @param {string} letter
   * @param {(report: number, rank: number) => void} raise
   */
  const rankLetter = async (letter, raise) => {
    /** @type {Names} */
    const { title, unit } = await once("names.json");
    for (const report of everyReport()) {
      const name = fold(title[report]);
      if (fold(unit[report] || "").includes(letter)) raise(report, 1);
      if (name.includes(letter)) raise(report, name === letter ? 3 : 2);
    }
  };
  const everyReport = () => table.year.map((_, report) => report);
  /** @param {string[]} words */
  const isLetter = (words) => words.length === 1 && Array.from(words[0]).length === 1;
  /** @param {string[]} words */
  const found = async (words) => {
    if (words.length === 0) return everyReport();
    if (!isLetter(words)) return ask(words);
    const ranks = await ranksOf(words[0]);
    return everyReport().filter((report) => ranks.has(report));
  };
  /** @returns {Record<string, string>} */
  const state = () => Object.fromEntries(new URLSearchParams(location.search));
  /** @param {Record<string, string>} changes */
  const link = (changes) => {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) query.set(name, value);
      else query.delete(name);
    }
    return `?${query}`;
  };
  /**
   * @param {number} report
   * @param {Record<string, string>} wanted
   */
  const fits = (report, wanted) =>
    (!wanted.year || String(table.year[report]) === wanted.year) &&
    (!wanted.department || table.departments[table.department[report]][0] === wanted.department) &&
    (!wanted.region || table.regions[table.region[report]][0] === wanted.region) &&
    (!wanted.grade || table.grades[table.grade[report]] === wanted.grade) &&
    (!wanted.position || table.positions[table.position[report]] === wanted.position) &&
    (!Object.hasOwn(REPLIED, wanted.reply || "") || REPLIED[wanted.reply](report)) &&
    (!wanted.findings || table.findings[report] > 0);
  /* What is not stated comes last in both directions. */
  /** @param {string} sort */
  const figures = async (sort) => {
    const up = sort.startsWith("-");
    /** @type {string[]} */
    const column = await once(`columns/${up ? sort.slice(1) : sort}.json`);
    /** @param {number} report */
    return (report) => {
      const value = parseFloat(column[report].replaceAll(",", ""));
      if (Number.isNaN(value)) return -Infinity;
      return up ? -value : value;
    };
  };
  /** @param {string[]} words */
  const relevance = async (words) => {
    const every = await Promise.all(words.map(ranksOf));
    /** @param {number} report */
    return (report) => every.reduce((sum, ranks) => sum + (ranks.get(report) ?? 0), 0);
  };
  /**
   * @param {number[]} reports
   * @param {string[]} words
   * @param {string} sort
   */
  const order = async (reports, words, sort) => {
    const isSorted = SORTS.some(([name]) => name && name === sort);
    const value = await (isSorted ? figures(sort) : relevance(words));
    const keyed = reports.map((report) => [value(report), table.year[report], report]);
    keyed.sort(
      (one, two) => (two[0] === one[0] ? 0 : two[0] - one[0]) || two[1] - one[1] || one[2] - two[2],
    );
    return keyed.map(([, , report]) => report);
  };

  /* 4 ── what is shown ──────────────────────────────────────────────────────────────────────────── */

  /* Where the folded query stands in a text as written; null where folding letter by letter is not the folding of the whole. */
  /**
   * @param {string} text
   * @param {string} query
   * @returns {Span | null}
   */
  const placeOf = (text, query) => {
    let joined = "";
    const origins = [];
    let origin = 0;
    for (const letter of text) {
      const part = fold(letter);
      for (let unit = 0; unit < part.length; unit += 1)
        origins.push([origin, origin + letter.length]);
      joined += part;
      origin += letter.length;
    }
    const at = joined.indexOf(query);
    return at < 0 || joined !== fold(text)
      ? null
      : [origins[at][0], origins[at + query.length - 1][1]];
  };
  /** @param {string[]} words */
  const termsOf = (words) => words.flatMap(spellings);
  /**
   * @param {string} text
   * @param {string[]} terms
   */
  const holds = (text, terms) => terms.find((term) => fold(text).includes(term));
  /**
   * @param {string} text
   * @param {string[]} terms
   * @param {number} around
   */
  const marked = (text, terms, around) => {
    const term = holds(text, terms),
      place = term ? placeOf(text, term) : null;
    if (!place) return [text];
    const from = Math.max(0, place[0] - around),
      to = place[1] + around;
    const mark = make("mark", { textContent: text.slice(...place) });
    return [
      (from ? "…" : "") + text.slice(from, place[0]),
      mark,
      text.slice(place[1], to) + (to < text.length ? "…" : ""),
    ];
  };
  /**
   * @param {Element} line
   * @param {number} report
   * @param {string[]} terms
   */
  const excerpt = async (line, report, terms) => {
    try {
      /* A file holds all years of a project; where the year is not in it, nothing is to be had either. */
      /** @type {Record<number, [label: string, text: string][]>} */
      const years = await once(`text/${project(report)}.json`);
      const field = years[table.year[report]].find(([, text]) => holds(text, terms));
      if (!field) return;
      const [label, text] = field;
      const shown = placeOf(text, holds(text, terms) ?? "") ? text : fold(text);
      line.replaceChildren(`${label}：`, ...marked(shown, terms, AROUND));
    } catch {
      line.textContent = "摘录没有载入，请打开报告查看。";
    }
  };
  /* 元 in the site's unit: the point moves, nothing is rounded. */
  /** @param {string} yuan */
  const inUnit = (yuan) => {
    const shift = FACTOR[table.money_unit],
      [whole, part = ""] = yuan.split(".");
    const digits = whole.padStart(shift + 1, "0"),
      at = digits.length - shift;
    const rest = `${digits.slice(at)}${part}`.replace(/0+$/, "");
    return `${grouped(digits.slice(0, at))}${rest ? `.${rest}` : ""} ${table.money_unit}`;
  };
  /** @param {string} points */
  const signed = (points) => (points.startsWith("-") ? points.replace("-", "−") : `+${points}`);
  /** @param {string} yuan */
  const grouped = (yuan) => yuan.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
  /**
   * @param {number} report
   * @param {string[]} terms
   */
  const item = (report, terms) => {
    const title = make(
      "a",
      { href: `${root}${address(report)}/` },
      ...marked(shown("title", report), terms, Infinity),
    );
    const unit = shown("unit", report) || department(report);
    const who = [
      `${table.year[report]}年度`,
      department(report),
      unit === department(report) ? "" : unit,
    ];
    const budget = shown("adjusted", report),
      gap = shown("gap", report),
      open = shown("open", report);
    const facts = [
      `自评总分 ${shown("total", report) || "未填报"}`,
      `${table.positions[table.position[report]]}${Number(gap) ? ` ${signed(gap)} 分` : ""}`,
      `等级 ${table.grades[table.grade[report]] || "未填报"}`,
      `全年预算 ${budget ? inUnit(budget) : "未填报"}`,
      `执行率 ${shown("rate", report) || "未填报"}`,
      `须核对 ${shown("findings", report)} 处${open ? `，尚未说明 ${open} 处` : ""}`,
    ];
    return make(
      "li",
      {},
      make("h2", {}, title),
      make("p", { className: "jx-muted", textContent: who.filter(Boolean).join(" · ") }),
      make("p", { className: "jx-hits__facts", textContent: facts.join(" · ") }),
      make("p", { className: "jx-hits__excerpt" }),
    );
  };
  /**
   * @param {number[]} reports
   * @param {string[]} terms
   */
  const list = (reports, terms) => {
    const box = make("ol", { className: "jx-hits" });
    /** @type {Map<Element, () => void>} */
    const waiting = new Map();
    const watch = new IntersectionObserver((seen) =>
      seen
        .filter((one) => one.isIntersecting)
        .forEach((one) => {
          watch.unobserve(one.target);
          waiting.get(one.target)?.();
        }),
    );
    for (const report of reports) {
      const entry = item(report, terms);
      const line = entry.lastElementChild;
      box.append(entry);
      if (!line || !terms.some((term) => Array.from(term).length > 1)) continue;
      line.classList.add("jx-hits__excerpt--kept");
      waiting.set(entry, () => excerpt(line, report, terms));
      watch.observe(entry);
    }
    return box;
  };
  /**
   * @param {number} page
   * @param {number} last
   */
  const pager = (page, last) => {
    /**
     * @param {number} to
     * @param {string} text
     */
    const step = (to, text) =>
      to < 1 || to > last
        ? ""
        : make("a", { href: link({ page: to > 1 ? String(to) : "" }), textContent: text });
    const box = make(
      "nav",
      { className: "jx-pager" },
      step(page - 1, "上一页"),
      ` 第 ${page} 页，共 ${last} 页 `,
      step(page + 1, "下一页"),
    );
    box.setAttribute("aria-label", "搜索结果分页");
    return last > 1 ? box : "";
  };
  /**
   * @param {string} title
   * @param {string[][]} pairs
   */
  const links = (title, pairs) =>
    pairs.length
      ? [
          make("h2", { textContent: title }),
          make(
            "ul",
            {},
            ...pairs.map(([textContent, href]) => make("li", {}, make("a", { textContent, href }))),
          ),
        ]
      : [];
  /** @param {string} query */
  const shorter = async (query) => {
    const words = query
      .trim()
      .split(/[\s,，、。;；]+/)
      .map((word) => Array.from(fold(word)));
    const pieces =
      words.length > 1
        ? words
        : words.flatMap((word) => {
            const half = Math.ceil(word.length / 2);
            return [word.slice(0, -1), word.slice(1), word.slice(0, half), word.slice(half)];
          });
    const unique = [
      ...new Set(pieces.filter((piece) => piece.length > 1).map((piece) => piece.join(""))),
    ];
    const counted = await Promise.all(
      unique.map(async (piece) => ({ piece, count: (await find(piece)).length })),
    );
    return counted
      .filter(({ count }) => count)
      .map(({ piece, count }) => [`${piece}（${count} 份）`, `?q=${encodeURIComponent(piece)}`]);
  };
  /**
   * @param {string} query
   * @param {number} unchosen
   */
  const nothing = async (query, unchosen) => {
    if (unchosen)
      return links("没有合于所选条件的报告", [
        [`不限条件（${unchosen} 份）`, `?q=${encodeURIComponent(query)}`],
      ]);
    const departments = table.departments.map(([id, name]) => [name, `${root}departments/${id}/`]);
    return [...links("换短一些的词", await shorter(query)), ...links("按部门查找", departments)];
  };

  /* 5 ── one search ─────────────────────────────────────────────────────────────────────────────── */

  /* A department whose name, present or former, holds every word is the first answer. */
  /** @param {string[]} words */
  const offices = (words) => {
    const named = words.length
      ? table.departments.filter(([, ...every]) =>
          words.every((word) => every.some((name) => fold(name).includes(word))),
        )
      : [];
    if (!named.length || named.length > MOST_OFFICES) return "";
    const box = make("ul", { className: "jx-offices" });
    for (const [id, name] of named) {
      box.append(
        make(
          "li",
          {},
          make("a", { href: `${root}departments/${id}/`, textContent: name }),
          " 的全部年度和合计",
        ),
      );
    }
    return box;
  };

  let turn = 0;
  const search = async () => {
    turn += 1;
    const mine = turn;
    const wanted = state();
    const words = wordsOf(wanted.q || "");
    const terms = termsOf(words);
    status.textContent = "正在查找…";
    const all = await found(words);
    const reports = await order(
      all.filter((report) => fits(report, wanted)),
      words,
      wanted.sort,
    );
    const last = Math.max(1, Math.ceil(reports.length / PAGE));
    const page = Math.min(last, Math.max(1, parseInt(wanted.page, 10) || 1));
    const here = reports.slice((page - 1) * PAGE, page * PAGE);
    await readRows(here);
    const answer = reports.length
      ? [offices(words), list(here, terms), pager(page, last)]
      : await nothing(wanted.q || "", all.length);
    if (mine !== turn) return;
    const what = words.length ? `含有“${wanted.q.trim()}”的报告` : "报告";
    const note = isLetter(words) ? "。只有一个字时只查项目、部门和单位名称" : "";
    status.textContent =
      (reports.length ? `找到 ${reports.length} 份${what}` : `没有找到${what}`) + note;
    results.replaceChildren(...answer);
  };
  const begin = () =>
    search().catch(() => {
      status.textContent = "搜索数据没有载入，请稍后再试，或从下面查找。";
      without.hidden = false;
      without.dataset.failed = "";
      const advice = without.querySelector("p");
      if (advice) advice.hidden = true;
    });
  const remember = () => {
    /** @type {NodeListOf<HTMLInputElement | HTMLSelectElement>} */
    const fields = form.querySelectorAll("input[name], select[name]");
    /** @param {HTMLInputElement | HTMLSelectElement} one */
    const isOff = (one) =>
      one instanceof HTMLInputElement && one.type === "checkbox" && !one.checked;
    const chosen = Object.fromEntries(
      [...fields].map((one) => [one.name, isOff(one) ? "" : one.value.trim()]),
    );
    history.replaceState(history.state, "", link({ ...chosen, page: "" }));
    begin();
  };
  /**
   * @param {string} name
   * @param {string} label
   * @param {string[][]} options
   */
  const select = (name, label, options) => {
    const box = make(
      "select",
      { name },
      ...options.map(([value, textContent]) => make("option", { value, textContent })),
    );
    box.value = state()[name] || "";
    if (box.selectedIndex < 0) box.value = "";
    return make("label", {}, `${label} `, box);
  };
  const build = () => {
    const years = [...new Set(table.year)].sort((one, two) => two - one);
    const findings = make("input", {
      type: "checkbox",
      name: "findings",
      value: "1",
      checked: state().findings === "1",
    });
    form
      .querySelector(".jx-find__facets")
      ?.replaceChildren(
        select("year", "年度", [
          ["", "全部"],
          ...years.map((year) => [String(year), String(year)]),
        ]),
        select("department", "部门", [
          ["", "全部"],
          ...table.departments.map(([id, name]) => [id, name]),
        ]),
        select("region", "地区", [["", "全部"], ...table.regions]),
        select("grade", "等级", [["", "全部"], ...table.grades.map((grade) => [grade, grade])]),
        select("position", "自评与规则", [
          ["", "全部"],
          ...table.positions.map((one) => [one, one]),
        ]),
        select("reply", "单位说明", REPLIES),
        select("sort", "排序", SORTS),
        make("label", {}, findings, " 只看有须核对之处的"),
      );
    form.addEventListener("change", (event) => {
      if (event.target !== input) remember();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      remember();
    });
  };
  const start = async () => {
    without.hidden = true;
    /** @type {HTMLDetailsElement | null} */
    const more = form.querySelector(".jx-find__more");
    if (more) more.open = matchMedia("(min-width: 45em)").matches;
    input.value = state().q || "";
    table = await read("catalogue.json", { cache: "no-cache" });
    build();
    await search();
  };
  start().catch(() => {
    begin();
  });
})();

//! What elements do to the text: tables of names, as the HTML standard groups them.
//!
//! In: an element's name, lower case. Out: how it is shown and where it ends.
//! Deliberately absent: style sheets. What a style sheet does is not known here.

/// Elements that never hold anything and have no end tag.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements whose content a reader of the story does not see: code, what is loaded from elsewhere or drawn, controls, menus,
/// and what the newsroom struck out.
const LEFT_OUT: &[&str] = &[
    "audio", "button", "canvas", "datalist", "del", "iframe", "math", "nav", "noembed", "noframes", "noscript", "object", "progress", "rp", "s",
    "script", "select", "strike", "style", "svg", "template", "textarea", "title", "video",
];

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "ul",
    "xmp",
];

/// Elements that an end tag of another, ordinary element does not reach through ("special" in the standard).
const BARRIERS: &[&str] = &[
    "address",
    "applet",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "colgroup",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "html",
    "iframe",
    "li",
    "listing",
    "main",
    "marquee",
    "menu",
    "nav",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "select",
    "script",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "xmp",
];

/// Elements that no end tag from inside closes anything beyond.
const SCOPES: &[&str] = &["applet", "caption", "html", "marquee", "object", "table", "td", "template", "th"];

/// Start tags that end an open paragraph.
const END_PARAGRAPH: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
    "xmp",
];

/// Elements that may end in the middle of others: `<b><p>one</b> two</p>`.
const FORMATTING: &[&str] = &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Start tags that can't stand in a drawing or a formula: there the drawing has ended without its end tag.
const NEVER_DRAWN: &[&str] = &[
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "i",
    "img",
    "li",
    "listing",
    "menu",
    "meta",
    "nobr",
    "ol",
    "p",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "strike",
    "sub",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
    "var",
];

pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

pub(super) fn is_left_out(name: &str) -> bool {
    LEFT_OUT.contains(&name)
}

pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

pub(super) fn is_barrier(name: &str) -> bool {
    BARRIERS.contains(&name)
}

pub(super) fn is_scope(name: &str) -> bool {
    SCOPES.contains(&name)
}

pub(super) fn ends_paragraph(name: &str) -> bool {
    END_PARAGRAPH.contains(&name)
}

pub(super) fn is_formatting(name: &str) -> bool {
    FORMATTING.contains(&name)
}

pub(super) fn is_never_drawn(name: &str) -> bool {
    NEVER_DRAWN.contains(&name)
}

/// Whether the element starts a drawing or a formula, where tags follow the rules of XML.
pub(super) fn is_drawing(name: &str) -> bool {
    matches!(name, "svg" | "math")
}

/// The names that a start tag of this name ends, and those that it ends them only inside of.
pub(super) fn ends_siblings(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ol", "ul", "menu", "dir"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "td" | "th" => (&["td", "th", "caption"], &["table", "tr"]),
        "tr" => (&["tr", "caption"], &["table"]),
        "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot", "caption"], &["table"]),
        "option" | "optgroup" => (&["option"], &["select"]),
        _ => (&[], &[]),
    }
}

/// Elements in a line that style sheets set apart from their neighbours: no word goes on across their edges.
pub(super) fn stands_apart(name: &str) -> bool {
    matches!(name, "time" | "label" | "output")
}

/// Whether a class is one of those by which systems hide words from the eye and keep them for screen readers: WordPress, Bootstrap
/// and Tailwind, Drupal, and the BBC write them so.
pub(super) fn is_for_screen_readers(class: &str) -> bool {
    ["screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden", "element-invisible"].iter().any(|known| class.eq_ignore_ascii_case(known))
}

/// Whether a class says that a raised number is the mark of a note: "footnote-ref", "reference".
pub(super) fn is_note_mark(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    ["footnote", "endnote", "reference", "noteref"].iter().any(|known| class.starts_with(known))
}

"""Reads the part of YAML that settings and policies use: nested maps, lists, flow maps and lists, scalars, comments."""


def parse(text):
    """The document as maps, lists, strings, ints, booleans and None."""
    lines = []
    for raw in text.splitlines():
        line = without_comment(raw).rstrip()
        if line.strip():
            lines.append((len(line) - len(line.lstrip()), line.strip()))
    value, rest = block(lines, 0)
    assert rest == len(lines), f"cannot read this line: {lines[rest]}"
    return value


def without_comment(line):
    """Cuts a comment, which starts with # at the start or after a blank, outside of quotes."""
    quote = None
    for at, letter in enumerate(line):
        if quote:
            quote = None if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter == "#" and (at == 0 or line[at - 1] in " \t"):
            return line[:at]
    return line


def block(lines, at):
    """A block map or list whose first line is lines[at]; returns it and the index of the line after it."""
    indent = lines[at][0]
    return block_list(lines, at, indent) if lines[at][1].startswith("- ") else block_map(lines, at, indent)


def block_map(lines, at, indent):
    """Lines `key: value` or `key:` with a deeper block below."""
    result = {}
    while at < len(lines) and lines[at][0] == indent and not lines[at][1].startswith("- "):
        key, rest = scalar_at(lines[at][1], 0, ":")
        text = lines[at][1][rest + 1:].strip()
        assert key not in result, f"key given twice: {key}"
        if text:
            result[key] = flow(text)
            at += 1
        elif at + 1 < len(lines) and (lines[at + 1][0] > indent
                                      or lines[at + 1][0] == indent and lines[at + 1][1].startswith("- ")):
            result[key], at = block(lines, at + 1)
        else:
            result[key] = None
            at += 1
    return result, at


def block_list(lines, at, indent):
    """Items `- value`, or `- key: value` with the map's other keys below."""
    result = []
    while at < len(lines) and lines[at][0] == indent and lines[at][1].startswith("- "):
        text = lines[at][1][2:].strip()
        if text[0] not in "{[\"'" and ": " in text + " ":
            inner = [(indent + 2, text)] + lines[at + 1:]
            value, used = block_map(inner, 0, indent + 2)
            result.append(value)
            at += used
        else:
            result.append(flow(text))
            at += 1
    return result, at


def flow(text):
    """One flow value that is the whole text."""
    value, at = flow_at(text, 0)
    assert not text[at:].strip(), f"cannot read the end of: {text}"
    return value


def flow_at(text, at):
    """The flow value that starts at this place, and the place after it."""
    at = blanks(text, at)
    if text[at] == "{":
        result, at = {}, blanks(text, at + 1)
        while text[at] != "}":
            key, at = scalar_at(text, at, ":")
            result[key], at = flow_at(text, blanks(text, at) + 1)
            at = after_comma(text, at, "}")
        return result, at + 1
    if text[at] == "[":
        result, at = [], blanks(text, at + 1)
        while text[at] != "]":
            item, at = flow_at(text, at)
            result.append(item)
            at = after_comma(text, at, "]")
        return result, at + 1
    quoted = text[at] in "\"'"
    word, end = scalar_at(text, at, ",}]" if at else "")
    return (word if quoted else typed(word)), end


def scalar_at(text, at, stops):
    """A word, quoted or up to one of the stops."""
    if text[at] in "\"'":
        end = text.index(text[at], at + 1)
        word = text[at + 1:end]
        assert "\\" not in word, "no escapes in this subset"
        return word, blanks(text, end + 1)
    end = at
    while end < len(text) and not (text[end] in stops and (text[end] != ":" or text[end + 1:end + 2] in ("", " "))):
        end += 1
    return text[at:end].strip(), end


def blanks(text, at):
    """The next place that is no blank."""
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def after_comma(text, at, closing):
    """Past a comma, or at the closing bracket."""
    at = blanks(text, at)
    assert text[at] in "," + closing, f"a comma or {closing} is missing in: {text}"
    return blanks(text, at + 1) if text[at] == "," else at


def typed(word):
    """An int, a boolean, None, or the word itself."""
    known = {"true": True, "false": False, "null": None, "~": None}
    if word in known:
        return known[word]
    return int(word) if word.lstrip("-").isdigit() else word

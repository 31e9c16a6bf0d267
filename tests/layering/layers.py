"""The rules of the architecture that a compiler does not check, as one function over a source tree."""

import dataclasses
import pathlib
import re

# Direct arrows: a module may include the modules named and everything that these may include.
ARROWS = {
    "base": (),
    "der": ("base",),
    "x509": ("der",),
    "crypto": ("x509",),
    "names": ("crypto",),
    "trust": ("crypto",),
    "files": ("trust",),
    "lint": ("names", "tls", "path"),
    "path": ("names", "trust"),
    "revocation": ("path",),
    "ct": ("path",),
    "dns": ("base",),
    "dane": ("path", "dns"),
    "tls": ("base", "dns"),
    "engine": ("lint", "path", "revocation", "files", "ct", "tls", "dns", "dane"),
    "report": ("engine",),
    "store": ("report",),
    "request": ("engine",),
    "policy": ("request",),
    "net": ("x509", "crypto", "tls", "dns"),
    "fetch": ("net", "files"),
    "scan": ("engine", "net", "fetch"),
    "serve": ("scan", "report", "request"),
    "botan": ("engine", "report"),
}

# Where an arrow is meant for some headers alone.
ONLY = {
    ("engine", "files"): ("certcheck/files/checks.h", "certcheck/files/contents.h"),
    # What is kept is in files; what is in them is nobody's certificate here.
    ("fetch", "files"): ("certcheck/files/descriptor.h",),
    ("fetch", "trust"): (),
    # A lint names the checks of paths that say the same; it validates none.
    ("lint", "path"): ("certcheck/path/checks.h",),
    ("lint", "trust"): (),
}

# Which folders may include what comes from outside. Tests may include anything.
THIRD_PARTY = {
    "botan": ("lib/certcheck/crypto", "lib/certcheck/net", "lib/certcheck/botan", "tools/certserve"),
    "nlohmann": ("lib/certcheck/ct", "lib/certcheck/report", "lib/certcheck/request", "tools"),
    "toml++": ("lib/certcheck/policy",),
    "boost": ("lib/certcheck/net", "lib/certcheck/fetch", "lib/certcheck/serve", "tools"),
    "CLI": ("tools",),
    "sqlite3.h": ("lib/certcheck/store",),
    "libpq-fe.h": ("lib/certcheck/store",),
}

# Headers that the library does not install, and that one module has for the coroutines of another.
COROUTINES = ("lib/certcheck/net/awaitable.h", "lib/certcheck/net/converse.h")

# Words of C++ that reach the world outside the process, by kind, and who in the library may use them.
EFFECTS = {
    "clock": (
        r"\b(?:system|steady|high_resolution|utc|tai|gps|file)_clock\s*::\s*now\b"
        r"|\b(?:gettimeofday|clock_gettime|timespec_get|localtime(?:_r)?)\b"
        r"|(?<![\w.>])(?:std::|::)?time\s*\(\s*(?:nullptr|NULL|0|&)",
        ("net", "fetch", "scan", "serve"),
    ),
    "environment": (r"\b(?:secure_)?getenv\b|\benviron\b", ("net", "files")),
    "file": (
        r"\b[io]?fstream\b|\bf(?:re)?open\b|\bmmap\b|\bopendir\b|std::filesystem\b|(?<!\w)::open\s*\(|<filesystem>|<fcntl\.h>",
        ("net", "fetch", "files"),
    ),
    "socket": (r"\bgetaddrinfo\b|(?<!\w)::(?:socket|connect|bind|accept|send|recv)\s*\(|<sys/socket\.h>|<netdb\.h>", ("net",)),
    "process": (r"\bpopen\b|\bfork\s*\(|\bexecv[pe]*\s*\(|\bstd::system\b|(?<![\w:.>])system\s*\(", ()),
    "print": (
        r"\bstd::(?:w?cout|w?cerr|w?clog)\b|<iostream>|(?<!\w)v?f?printf\s*\(|\bfmt::print|\bputs\s*\(|\bputchar\s*\(|\bperror\s*\(|\bstd(?:out|err)\b",
        (),
    ),
    "exit": (r"(?<![\w.>])(?:std::|::)?(?:_?exit|_Exit|quick_exit|abort|terminate)\s*\(|(?<![\w_])assert\s*\(", ()),
    "catch-all": (r"\bcatch\s*\(\s*\.\.\.\s*\)", ()),
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
# A raw string, a string, a character or a comment: whichever begins first, so that none is seen inside another.
LITERAL = re.compile(
    r'R"(?P<mark>[^()\s\\]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*.*?\*/', re.DOTALL
)


# Whole strings that are names of TLS for people, beside those of the registries: parts of suites' names, and versions.
DISPLAY_NAME = re.compile(r"_?[A-Z0-9]+(?:_[A-Za-z0-9]+)+_?|_[A-Z0-9]+_?|(?:TLS|SSL) ?v?[0-9.]+")
# The tables of names in lib/certcheck/tls: a number, and what it is called.
REGISTERED_NAME = re.compile(r'\{(?:\w+(?:::\w+)*), "([^"]+)"')
REGISTRIES = ("names.cpp", "cipher_suites.cpp")


@dataclasses.dataclass(frozen=True, order=True)
class Violation:
    path: str
    line: int
    rule: str
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}: {self.text}"


def reachable(module):
    seen, todo = set(), [module]
    while todo:
        for dependency in ARROWS[todo.pop()]:
            if dependency not in seen:
                seen.add(dependency)
                todo.append(dependency)
    return seen


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def code_only(text):
    """The text without comments, and without what stands in strings except for the names of included files."""

    def replace(match):
        line_start = text.rfind("\n", 0, match.start()) + 1
        literal = match[0]
        if literal[0] == '"' and text[line_start : match.start()].lstrip().startswith("#"):
            return literal
        return blank(literal)

    return LITERAL.sub(replace, text)


def is_private(header):
    """For its own module alone, by where it stands: `detail` anywhere, and lint's folders of rules and of what these share.
    `header` as one includes it."""
    parts = pathlib.PurePosixPath(header).parts
    return "detail" in parts[:-1] or (parts[:2] == ("certcheck", "lint") and len(parts) > 3 and parts[2] != "zlint")


def check_file(path, text, api=frozenset()):
    """Every violation in one file; `path` is relative to the project, `api` are the public headers."""
    parts = pathlib.PurePosixPath(path).parts
    header = path.endswith(".h")
    code = code_only(text)
    in_library = parts[:2] == ("lib", "certcheck") and len(parts) > 3
    module = parts[2] if in_library else None
    own_name = path.removeprefix("lib/")
    private_header = is_private(own_name)

    def found(position, rule, what):
        return Violation(path, code.count("\n", 0, position) + 1, rule, what)

    of_c = parts[0] == "bindings" and "include" in parts
    if header and not of_c and "#pragma once" not in code:
        yield found(0, "header", "lacks #pragma once")
    if in_library and module not in ARROWS:
        yield found(0, "arrow", f"{module} is no module of the architecture")
        return

    for match in INCLUDE.finditer(code):
        quote, name = match[1], match[2]
        first = name.split("/")[0]
        line = match.start(2)
        if name.startswith(".") or (in_library and quote == '"' and first != "certcheck"):
            yield found(line, "include", f'"{name}" is to be named from the include root')
        if first in THIRD_PARTY and parts[0] != "tests":
            if not any(path.startswith(folder + "/") for folder in THIRD_PARTY[first]):
                yield found(line, "third party", f"{name} may not be included here")
            elif in_library and header and not private_header and (module, first) != ("botan", "botan") and path not in COROUTINES:
                yield found(line, "public header", f"{name} may not be included in a header")
        if in_library and first == "certcheck" and name.count("/") >= 2:
            target = name.split("/")[1]
            if target not in ARROWS:
                yield found(line, "arrow", f"{target} is no module of the architecture")
            elif target != module and target not in reachable(module):
                yield found(line, "arrow", f"{module} may not include {target}")
            elif name not in ONLY.get((module, target), (name,)):
                yield found(line, "arrow", f"{module} may not include {name}")
        if first == "certcheck" and is_private(name) and parts[0] != "tests":
            owner = name.split("/")[1]
            if owner != module or (header and not private_header):
                yield found(line, "private header", f"{name} may be included by {owner}'s own sources only")
        if own_name in api and first == "certcheck" and name not in api:
            yield found(line, "public header", f"{name} is not installed; see API in lib/certcheck/CMakeLists.txt")

    if parts[0] in ("tools", "bindings") and len(parts) > 2:
        # A tool's own folder is the include root of what is its own; certcheck/x.h is the tool's, certcheck/base/x.h is not.
        for match in INCLUDE.finditer(code):
            owner = match[2].split("/")[0]
            of_library = owner == "certcheck" and match[2].count("/") > 1
            if match[1] == '"' and "/" in match[2] and not of_library and owner not in (parts[1], "common", "connection"):
                yield found(match.start(2), "other tool", f"{match[2]} is not for {parts[1]}")

    if in_library:
        for rule, (pattern, allowed) in EFFECTS.items():
            if module not in allowed:
                for match in re.finditer(pattern, code):
                    yield found(match.start(), rule, match[0].strip())


def registered_names(root):
    """What code points of TLS are called, by the tables of the module tls."""
    folder = pathlib.Path(root, "lib/certcheck/tls")
    return {name for file in REGISTRIES if (folder / file).exists() for name in REGISTERED_NAME.findall((folder / file).read_text())}


def check_display_names(path, text, registered):
    """Lints of handshakes compare code points, not what these are called: no string of theirs is such a name. What stands
    in the row of a lint is for people."""
    if not re.search(r'#\s*include "certcheck/(?:tls/|lint/handshake_facts\.h")', text):
        return
    for match in LITERAL.finditer(text):
        literal = match[0]
        if not literal.startswith('"') or text[text.rfind("\n", 0, match.start()) + 1 : match.start()].lstrip().startswith("#"):
            continue
        if re.search(r"(?:\.\w+|\bcitation|\bhint) =\s*\Z", text[: match.start()]):
            continue
        name = literal[1:-1]
        if name in registered or DISPLAY_NAME.fullmatch(name):
            line = text.count("\n", 0, match.start()) + 1
            yield Violation(path, line, "display name", f'"{name}" is what people call a code point; compare the code point')


def check_own_header(path, text, own):
    """The source of a header includes it first, which shows that the header compiles alone."""
    first = INCLUDE.search(code_only(text))
    if not first or first[2] != own:
        line = text.count("\n", 0, first.start(2)) + 1 if first else 1
        yield Violation(path, line, "own header", f"{own} is to be included first")


def modules_of(text):
    """What lib/certcheck/CMakeLists.txt says of each module: (name, position, {keyword: words})."""
    for match in re.finditer(r"^ *certcheck_module\((\w+)([^)]*)\)", text, re.MULTILINE):
        said, words = {}, []
        for word in match[2].split():
            if re.fullmatch(r"API|(?:\w+_)?DEPS", word):
                words = said.setdefault(word, [])
            else:
                words.append(word)
        yield match[1], match.start(), said


def check_modules(path, text):
    """The DEPS of lib/certcheck/CMakeLists.txt follow the same arrows, and what is public is not for a module alone."""
    for name, position, said in modules_of(text):
        line = text.count("\n", 0, position) + 1
        if name not in ARROWS:
            yield Violation(path, line, "arrow", f"{name} is no module of the architecture")
            continue
        for dependency in said.get("DEPS", ()):
            if dependency not in reachable(name):
                yield Violation(path, line, "arrow", f"{name} may not depend on {dependency}")
        for header in said.get("API", ()):
            if is_private(f"certcheck/{name}/{header}"):
                yield Violation(path, line, "private header", f"{header} is {name}'s own and may not be public")


def public_headers(text):
    """As one includes them: those that the modules list, and the one that brings what most programs need."""
    listed = {f"certcheck/{name}/{header}" for name, _, said in modules_of(text) for header in said.get("API", ())}
    return frozenset(listed | {"certcheck/certcheck.h"})


def check_strays(files, api):
    """A header that is not public and that only its own module includes stands in the module's detail/. `files` are the
    texts of lib/, tools/ and bindings/ by path."""
    users = {}
    for path, text in files.items():
        for match in INCLUDE.finditer(text):
            users.setdefault(match[2], set()).add(path)
    for path in files:
        name = path.removeprefix("lib/")
        if not path.endswith(".h") or name == path or name in api or is_private(name):
            continue
        own = "/".join(path.split("/")[:3]) + "/"
        if not any(not user.startswith(own) or (user.endswith(".h") and not is_private(user[4:])) for user in users.get(name, ())):
            yield Violation(path, 1, "stray header", f"is neither public nor used by others: {own}detail/ is its place")


def check_tree(root):
    """Every violation under lib/, tools/, bindings/ and tests/ of a project, in order."""
    root = pathlib.Path(root)
    violations = []
    registered = registered_names(root)
    modules = root / "lib/certcheck/CMakeLists.txt"
    listed = modules.read_text() if modules.exists() else ""
    api = public_headers(listed)
    files = {
        file.relative_to(root).as_posix(): file.read_text(encoding="utf-8")
        for folder in ("lib", "tools", "bindings", "tests")
        for file in sorted((root / folder).rglob("*"))
        if file.suffix in (".h", ".cpp") and file.is_file()
    }
    for path, text in files.items():
        violations += check_file(path, text, api)
        if path.startswith("lib/certcheck/lint/"):
            violations += check_display_names(path, text, registered)
        if path.startswith("lib/") and path.endswith(".cpp"):
            folder, _, stem = path.removesuffix(".cpp").rpartition("/")
            for header in (f"{folder}/{stem}.h", f"{folder}/detail/{stem}.h"):
                if header in files:
                    violations += check_own_header(path, text, header.removeprefix("lib/"))
    if listed:
        violations += check_strays({path: text for path, text in files.items() if not path.startswith("tests/")}, api)
        violations += check_modules(modules.relative_to(root).as_posix(), listed)
    return sorted(violations)

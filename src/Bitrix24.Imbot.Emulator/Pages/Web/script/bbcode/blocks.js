// Splits a text into blocks: ordinary lines, lines quoted with >>, and messages quoted between lines of dashes.

const dashes = /^-{6,}\s*$/;
const wrote = /^(.{1,200}?) \[(.{1,60})\]\s*$/;

/** Returns blocks of { kind: text | quote | citation, text, author, date }. Lines inside [code] are never quotes. */
export function blocks(text) {
    const lines = text.split(/\r\n|\r|\n/);
    const inCode = codeLines(lines);
    const found = [];
    for (let at = 0; at < lines.length; at++) {
        const end = inCode[at] || !dashes.test(lines[at]) ? -1 : nextDashes(lines, inCode, at + 1);
        if (end > at + 1) {
            found.push(citation(lines.slice(at + 1, end)));
            at = end;
        } else {
            const isQuote = !inCode[at] && lines[at].startsWith('>>');
            push(found, isQuote ? 'quote' : 'text', isQuote ? lines[at].slice(2) : lines[at]);
        }
    }

    return found;
}

function push(found, kind, line) {
    const last = found.at(-1);
    if (last?.kind === kind) {
        last.lines.push(line);
    } else {
        found.push({ kind, lines: [line], get text() { return this.lines.join('\n'); } });
    }
}

function citation(lines) {
    const head = wrote.exec(lines[0]);
    return { kind: 'citation', author: head?.[1] ?? '', date: head?.[2] ?? '', text: (head ? lines.slice(1) : lines).join('\n') };
}

function nextDashes(lines, inCode, from) {
    // A citation is short. A longer search would be slow in a text with many lines of dashes.
    const limit = Math.min(lines.length, from + 200);
    for (let at = from; at < limit; at++) {
        if (!inCode[at] && dashes.test(lines[at])) {
            return at;
        }
    }

    return -1;
}

/** Determines for each line whether it starts inside [code]. */
function codeLines(lines) {
    let isInside = false;
    return lines.map((line) => {
        const begins = isInside;
        for (const [tag] of line.matchAll(/\[\/?code\]/gi)) {
            isInside = !tag.includes('/');
        }

        return begins;
    });
}

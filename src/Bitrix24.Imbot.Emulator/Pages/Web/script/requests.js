// The last requests and their answers, without secrets.

import { plainText } from './bbcode/render.js';
import { control } from './control.js';
import { button, byId, element, fill } from './dom.js';
import { act } from './message-actions.js';
import { onChange, store, userName } from './store.js';
import { preciseTime, spanText } from './time.js';

const filter = element('input', {
    id: 'request-filter', type: 'search', placeholder: 'Method, bot, chat, text, status', 'aria-label': 'Filter requests', autocomplete: 'off', input: draw,
});
const onlyErrors = element('input', { type: 'checkbox', change: draw });
const emptyPolls = element('input', { type: 'checkbox', change: draw });
const count = element('span', { class: 'request-count', role: 'status' });
const list = element('ol', { class: 'request-list', 'aria-label': 'Requests, newest first', reversed: true });
const opened = new Map();
const drawn = new Map();

export function setUpRequests() {
    byId('panel-requests').append(
        element('div', { class: 'request-tools' },
            filter,
            element('label', {}, onlyErrors, ' Only errors'),
            element('label', {}, emptyPolls, ' Polls without events'),
            count,
            button({ class: 'plain-button', click: control.clearRequests }, 'Clear')),
        list);
    onChange(['requests', 'people'], draw);
}

export function focusFilter() {
    filter.focus();
}

function draw() {
    const wanted = filter.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const all = [...store.requests.values()].sort((one, other) => other.sequence - one.sequence);
    const shown = all.filter((request) => isShown(request, wanted));
    count.textContent = `${shown.length} of ${store.requests.size}`;
    const rows = shown.length > 0 ? shown.map(row) : [element('li', { class: 'nothing' }, explanation(all))];
    const kept = new Set(rows);
    [...list.children].filter((child) => !kept.has(child)).forEach((child) => child.remove());
    rows.forEach((child, index) => list.children[index] !== child && list.insertBefore(child, list.children[index] ?? null));
}

/** Explains why the list is empty. */
function explanation(all) {
    if (all.length === 0) {
        return element('p', {}, 'No requests yet. When a bot or a script calls the portal, its requests appear here.');
    }

    return filter.value.trim() || onlyErrors.checked
        ? element('p', {}, 'No matches.')
        : [
            element('p', {}, 'Your bot is waiting for events. There are only polls without events so far.'),
            button({
                class: 'plain-button',
                click: () => {
                    emptyPolls.checked = true;
                    draw();
                },
            }, 'Show them'),
        ];
}

function isShown(request, wanted) {
    if ((request.isEmptyPoll && !emptyPolls.checked) || (onlyErrors.checked && !isFailed(request))) {
        return false;
    }

    const text = [
        request.httpMethod, request.method, request.path, place(request), request.words, request.status, request.error, request.errorText, request.fault,
    ].filter(Boolean).join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
}

const isWaiting = (request) => request.status === null && request.duration === null;
const isFailed = (request) => !isWaiting(request) && (request.status === null || request.status >= 400 || Boolean(request.error));

/** The first words of a text, which can end inside a BB code. */
function firstWords({ words }) {
    return plainText((words ?? '').replace(/\[[^\]]*$/, ''));
}

/** The bot and the dialog that a call is about. */
function place({ botId, dialogId, dialogTitle }) {
    return [botId && userName(botId), dialogId && (dialogTitle || dialogId)].filter(Boolean).join(' \u2192 ');
}

/** Draws a row again only if its request or the name of its bot has changed. A row stays open. */
function row(request) {
    const known = drawn.get(request.sequence);
    const where = place(request);
    if (known?.request === request && known.where === where) {
        return known.node;
    }

    const detail = element('div', { class: 'request-detail', hidden: true });
    const head = button({ class: 'request-head', 'aria-expanded': 'false', click: () => toggle(request, head, detail) },
        element('time', {}, preciseTime(request.time)),
        status(request),
        element('span', { class: 'request-method' }, methodName(request)),
        element('span', { class: 'request-place', dir: 'auto', title: where }, where),
        element('span', { class: 'request-words', dir: 'auto' }, firstWords(request)),
        element('span', { class: 'request-duration' }, request.duration === null ? '' : spanText(request.duration)),
        request.error && element('span', { class: 'request-error' }, element('code', {}, request.error), ` ${errorText(request)}`),
        request.fault && element('span', { class: 'request-fault' }, `Injected fault: ${request.fault}`));
    const node = element('li', {}, head, detail);
    if (known?.node.contains(document.activeElement)) {
        queueMicrotask(() => head.focus());
    }

    drawn.set(request.sequence, { request, where, node });
    if (known && opened.get(request.sequence) === known.request) {
        toggle(request, head, detail);
    }

    return node;
}

/** The portal's description of the error. Often, it only repeats the code. */
function errorText({ error, errorText: text }) {
    return text && text !== error ? text : error.charAt(0) + error.slice(1).replaceAll('_', ' ').toLowerCase();
}

function status(request) {
    if (isWaiting(request)) {
        return element('span', { class: 'status waiting', title: 'In progress' }, '\u2026');
    }

    return request.status === null
        ? element('span', { class: 'status failed', title: 'The connection ended without an answer' }, 'none')
        : element('span', { class: `status ${isFailed(request) ? 'failed' : 'good'}` }, String(request.status));
}

function methodName({ method, path }) {
    const [, prefix, name] = /^(imbot\.v2\.)(.+)$/.exec(method) ?? [];
    return name ? [element('span', { class: 'request-prefix' }, prefix), name] : method || path;
}

async function toggle(request, head, detail) {
    detail.hidden = !detail.hidden;
    head.setAttribute('aria-expanded', String(!detail.hidden));
    if (detail.hidden) {
        opened.delete(request.sequence);
        return;
    }

    opened.set(request.sequence, request);
    const whole = await control.request(request.sequence);
    fill(detail, whole && [
        element('div', { class: 'request-actions' },
            whole.cmdlet && button({ class: 'plain-button', click: () => act.copy(whole.cmdlet) }, 'Copy as cmdlet'),
            whole.curl && button({ class: 'plain-button', click: () => copyCurl(whole.curl) }, 'Copy as curl')),
        part('Request', `${whole.httpMethod} ${whole.path}${whole.query ? `?${whole.query}` : ''}`),
        part('Headers', whole.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')),
        whole.body && part('Body', readable(whole.body)),
        part(`Answer${whole.status === null ? '' : ` ${whole.status}`}${whole.executed ? '' : ' (not executed)'}`, readable(whole.answer) || '(none)'),
    ]);
}

/** Secrets aren't copied to the clipboard: the command contains shell variables instead. */
function copyCurl({ text, variables }) {
    act.copy(text, variables.length > 0 ? `Copied. Set ${variables.join(' and ')} in your shell before you run the command.` : 'Copied.');
}

function part(title, text) {
    return element('section', { 'aria-label': title }, element('h2', {}, title), element('pre', { tabindex: '0' }, text));
}

/** JSON with line breaks, a form with one field a line, or any other text unchanged. */
function readable(text) {
    try {
        return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
        return /^[\w[\]%.-]+=/.test(text) ? text.split('&').join('\n&') : text;
    }
}

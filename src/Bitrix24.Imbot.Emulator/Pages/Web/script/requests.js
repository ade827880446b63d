// The last requests and their answers, without secrets.

import { control } from './control.js';
import { button, byId, element, fill } from './dom.js';
import { onChange, store } from './store.js';
import { preciseTime } from './time.js';

const filter = element('input', { type: 'search', placeholder: 'Method, status, error', 'aria-label': 'Filter requests', autocomplete: 'off', input: draw });
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
    onChange(['requests'], draw);
}

export function focusFilter() {
    filter.focus();
}

function draw() {
    const wanted = filter.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const shown = [...store.requests.values()].sort((one, other) => other.sequence - one.sequence).filter((request) => isShown(request, wanted));
    count.textContent = `${shown.length} of ${store.requests.size}`;
    const rows = shown.length > 0 ? shown.map(row) : [element('li', { class: 'nothing' }, 'No requests to show yet.')];
    const kept = new Set(rows);
    [...list.children].filter((child) => !kept.has(child)).forEach((child) => child.remove());
    rows.forEach((child, index) => list.children[index] !== child && list.insertBefore(child, list.children[index] ?? null));
}

function isShown(request, wanted) {
    if ((request.isEmptyPoll && !emptyPolls.checked) || (onlyErrors.checked && !isFailed(request))) {
        return false;
    }

    const text = `${request.httpMethod} ${request.method} ${request.path} ${request.status ?? ''} ${request.error ?? ''} ${request.fault ?? ''}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
}

const isFailed = (request) => request.status === null || request.status >= 400 || Boolean(request.error);

/** A row is drawn again only when its request changed; an open one keeps its detail. */
function row(request) {
    const known = drawn.get(request.sequence);
    if (known?.request === request) {
        return known.node;
    }

    const detail = element('div', { class: 'request-detail', hidden: true });
    const head = button({
        class: 'request-head', 'aria-expanded': 'false', click: () => toggle(request, head, detail),
    },
    element('time', {}, preciseTime(request.time)),
    element('span', { class: `status ${isFailed(request) ? 'failed' : 'good'}` }, request.status === null ? '\u2026' : String(request.status)),
    element('span', { class: 'request-method' }, request.method || request.path),
    request.error && element('span', { class: 'request-error' }, request.error),
    request.fault && element('span', { class: 'request-fault' }, `fault: ${request.fault}`));
    const node = element('li', {}, head, detail);
    if (known?.node.contains(document.activeElement)) {
        queueMicrotask(() => head.focus());
    }

    drawn.set(request.sequence, { request, node });
    if (opened.get(request.sequence) === known?.request && known) {
        toggle(request, head, detail);
    }

    return node;
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
        part('Request', `${whole.httpMethod} ${whole.path}${whole.query ? `?${whole.query}` : ''}`),
        part('Headers', whole.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')),
        whole.body && part('Body', readable(whole.body)),
        part(`Answer${whole.status === null ? '' : ` ${whole.status}`}${whole.executed ? '' : ' (not carried out)'}`, readable(whole.answer) || '(none)'),
    ]);
}

function part(title, text) {
    return element('section', { 'aria-label': title }, element('h3', {}, title), element('pre', { tabindex: '0' }, text));
}

/** JSON with line breaks; a form one field a line; anything else as it is. */
function readable(text) {
    try {
        return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
        return /^[\w[\]%.-]+=/.test(text) ? text.split('&').join('\n&') : text;
    }
}

// The buttons of a message.

import { control } from './control.js';
import { colorToken, hexColor, textOn } from './colors.js';
import { button, element } from './dom.js';
import { safeAddress, setSize } from './links.js';
import { act } from './message-actions.js';
import { toast } from './toast.js';

const narrow = matchMedia('(max-width: 720px)');

/** Keyboards that a pressed button has blocked, by message, until the bot changes the message. */
const blocked = new Map();
const isBlocked = (message) => blocked.get(message.id) === fingerprint(message);
const fingerprint = ({ text, keyboard: buttons }) => JSON.stringify([text, buttons]);

export function keyboard(message) {
    const shown = message.keyboard
        .map((fields, index) => ({ ...fields, index }))
        .filter((fields) => !(fields.CONTEXT === (narrow.matches ? 'DESKTOP' : 'MOBILE')));
    return shown.some((fields) => fields.TEXT)
        ? element('div', { class: 'keyboard', role: 'group', 'aria-label': 'Buttons of the message' },
            rows(shown).map((row) => element('div', { class: 'keyboard-row' }, row.map((fields) => keyboardButton(message, fields)))))
        : null;
}

/** LINE buttons share a row until a line break. Any other button has its own row. */
function rows(shown) {
    const found = [];
    let isOpen = false;
    for (const fields of shown) {
        if (fields.TYPE === 'NEWLINE') {
            isOpen = false;
        } else if (fields.DISPLAY === 'LINE' && isOpen) {
            found.at(-1).push(fields);
        } else {
            found.push([fields]);
            isOpen = fields.DISPLAY === 'LINE';
        }
    }

    return found;
}

function keyboardButton(message, fields) {
    const isOff = fields.DISABLED === 'Y' || isBlocked(message);
    const made = button({
        class: `key ${colorToken(fields.BG_COLOR_TOKEN)}`,
        disabled: isOff,
        dir: 'auto',
        'data-key': `button-${fields.index}`,
        title: purpose(fields),
        click: (event) => press(message, fields, event.currentTarget),
    }, String(fields.TEXT), fields.LINK ? element('span', { class: 'outward', 'aria-hidden': 'true' }, ' \u2197') : null);
    const background = hexColor(isOff ? fields.OFF_BG_COLOR ?? fields.BG_COLOR : fields.BG_COLOR);
    const text = hexColor(isOff ? fields.OFF_TEXT_COLOR ?? fields.TEXT_COLOR : fields.TEXT_COLOR);
    if (background) {
        made.classList.add('painted');
        made.style.setProperty('--given-color', background);
    }

    if (text ?? background) {
        made.style.setProperty('color', text ?? textOn(background));
    }

    if (fields.DISPLAY === 'LINE' && fields.WIDTH) {
        setSize(made, fields.WIDTH);
        made.style.setProperty('flex-grow', '0');
    }

    return made;
}

function purpose({ LINK, ACTION, ACTION_VALUE, COMMAND, COMMAND_PARAMS }) {
    if (LINK) {
        return `Opens ${LINK}`;
    }

    return ACTION ? `${ACTION} ${ACTION_VALUE ?? ''}` : COMMAND ? `/${COMMAND} ${COMMAND_PARAMS ?? ''}`.trim() : null;
}

async function press(message, fields, pressed) {
    if (fields.LINK) {
        openLink(fields.LINK);
    } else if (fields.APP_ID) {
        toast(`The messenger would open the application ${fields.APP_ID}.`);
    } else if (fields.ACTION) {
        if (Object.hasOwn(actions, fields.ACTION)) {
            actions[fields.ACTION](String(fields.ACTION_VALUE ?? ''));
        }
    } else if (await control.press(message.id, fields.index) && fields.BLOCK === 'Y') {
        blocked.set(message.id, fingerprint(message));
        pressed.closest('.keyboard')?.querySelectorAll('button').forEach((key) => { key.disabled = true; });
    }
}

const actions = {
    PUT: (value) => act.put(value),
    SEND: (value) => act.send(value),
    COPY: (value) => act.copy(value),
    CALL: (value) => act.call(value),
    DIALOG: (value) => act.openDialog(value),
    LIVECHAT: () => toast('The messenger would open the live chat.'),
    HELP: (value) => toast(`The messenger would open the help page ${value}.`),
};

function openLink(address) {
    const safe = safeAddress(address);
    if (safe) {
        open(safe.href, '_blank', 'noopener,noreferrer');
    } else {
        toast(`This link can't be opened: ${address}`, { kind: 'error' });
    }
}

// What this page knows of the portal, as the emulator has told it, and who is looking.

export const store = {
    users: new Map(),
    commands: [],
    dialogs: [],
    dialog: { dialogId: '', exists: false },
    messages: new Map(),
    requests: new Map(),
    secondsAhead: 0,
};

const listeners = new Map();

/** Calls back after a change of any of the named parts: people, dialogs, dialog, messages, requests, clock. */
export function onChange(names, listener) {
    for (const name of names) {
        listeners.set(name, [...(listeners.get(name) ?? []), listener]);
    }
}

/** Forgets entries: what comes next tells everything anew. */
export function forgetMessages() {
    store.messages.clear();
}

export function forgetEverything() {
    store.messages.clear();
    store.requests.clear();
}

export function apply(change) {
    const parts = {
        people: (people) => {
            store.users = new Map(people.users.map((user) => [user.id, user]));
            store.commands = people.commands;
        },
        dialogs: (dialogs) => { store.dialogs = dialogs; },
        dialog: (dialog) => { store.dialog = dialog; },
        clock: (clock) => { store.secondsAhead = clock.secondsAhead; },
        messages: (list) => applyList(store.messages, list, (message) => message.id),
        requests: (list) => applyList(store.requests, list, (request) => request.sequence),
    };
    const names = Object.keys(change).filter((name) => name in parts);
    names.forEach((name) => parts[name](change[name]));
    new Set(names.flatMap((name) => listeners.get(name) ?? [])).forEach((listener) => listener(names));
}

/** The portal's time in milliseconds: it may have been moved ahead. */
export function portalNow() {
    return Date.now() + store.secondsAhead * 1000;
}

export function userName(userId) {
    return store.users.get(userId)?.name || (userId === 0 ? 'System' : `User ${userId}`);
}

/** What a dialog is called: its title, or the companion's name. */
export function dialogTitle(dialog) {
    return dialog.title || (dialog.dialogId.startsWith('chat') ? `Chat ${dialog.id}` : userName(Number(dialog.dialogId)));
}

function applyList(known, list, numberOf) {
    list.gone.forEach((number) => known.delete(number));
    list.set.forEach((entry) => known.set(numberOf(entry), entry));
}

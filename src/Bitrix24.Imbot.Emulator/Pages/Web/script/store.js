// The state of the portal that the page knows.

export const store = {
    users: new Map(),
    commands: [],
    dialogs: [],
    dialog: { dialogId: '', exists: false },
    messages: new Map(),
    removing: new Set(),
    requests: new Map(),
    secondsAhead: 0,
};

const listeners = new Map();

/** Calls the listener after a change of any of the named parts: people, dialogs, dialog, messages, requests, clock. */
export function onChange(names, listener) {
    for (const name of names) {
        listeners.set(name, [...(listeners.get(name) ?? []), listener]);
    }
}

/** Forgets the lists before the emulator sends them again. */
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
    tell(names);
}

/** Hides a message of the person from the list, or shows it again. */
export function setRemoving(messageId, isRemoving) {
    store.removing[isRemoving ? 'add' : 'delete'](messageId);
    tell(['messages']);
}

/** The messages of the open dialog, oldest first, without those that the person is deleting. */
export function shownMessages() {
    return [...store.messages.values()]
        .filter((message) => message.isDeleted || !store.removing.has(message.id))
        .sort((one, other) => one.id - other.id);
}

/** The portal's time in milliseconds. A script can move it ahead. */
export function portalNow() {
    return Date.now() + store.secondsAhead * 1000;
}

export function userName(userId) {
    return store.users.get(userId)?.name || (userId === 0 ? 'System' : `User ${userId}`);
}

/** The title of a dialog, or the name of the other person. */
export function dialogTitle(dialog) {
    return dialog.title || (dialog.dialogId.startsWith('chat') ? `Chat ${dialog.id}` : userName(Number(dialog.dialogId)));
}

function applyList(known, list, numberOf) {
    list.gone.forEach((number) => known.delete(number));
    list.set.forEach((entry) => known.set(numberOf(entry), entry));
}

function tell(names) {
    new Set(names.flatMap((name) => listeners.get(name) ?? [])).forEach((listener) => listener(names));
}

// Sends the actions of a person to the emulator's control API.

import { route } from './route.js';
import { toast } from './toast.js';

const act = (path, fields = {}) => post(path, { userId: route.userId, ...fields });

export const control = {
    write: (dialogId, text, replyId) => act('messages', { dialogId, text, replyId }),
    forward: (messageId, dialogId) => act(`messages/${messageId}/forward`, { dialogId }),
    sendFile: (dialogId, name, content, text) => act(`chats/${dialogId}/files`, { name, content, text }),
    edit: (messageId, text) => act(`messages/${messageId}/edit`, { text }),
    remove: (userId, messageId) => send('POST', `messages/${messageId}/delete`, { userId }, { keepalive: true }),
    react: (messageId, reaction, remove) => act(`messages/${messageId}/react`, { reaction, remove }),
    press: (messageId, index) => act(`messages/${messageId}/press`, { index }),
    read: (dialogId) => act(`chats/${dialogId}/read`),
    addMember: (dialogId, userId) => post(`chats/${dialogId}/users`, { userId, byUserId: route.userId }),
    removeMember: (dialogId, userId) => post(`chats/${dialogId}/users/delete`, { userId, byUserId: route.userId }),
    addChat: (title, userIds) => post('chats', { title, userIds }),
    info: () => send('GET', 'info'),
    clearRequests: () => send('DELETE', 'requests'),
    request: (sequence) => send('GET', `page/requests/${sequence}`),
};

const post = (path, fields) => send('POST', path, fields);

/** Returns the answer, an empty object for an answer without content, or null after an error, which is shown to the person. */
async function send(method, path, fields, options = {}) {
    let response;
    let text;
    try {
        response = await fetch(path, {
            method,
            headers: fields ? { 'Content-Type': 'application/json' } : {},
            body: fields ? JSON.stringify(fields) : undefined,
            ...options,
        });
        text = await response.text();
    } catch {
        toast("The emulator can't be reached. Check that it is still running.", { kind: 'error' });
        return null;
    }

    const answer = read(text);
    if (response.ok && answer) {
        return answer;
    }

    toast(answer?.message ?? `The action failed. The emulator answered with status ${response.status}.`, { kind: 'error' });
    return null;
}

function read(text) {
    try {
        return text ? JSON.parse(text) : {};
    } catch {
        return null;
    }
}

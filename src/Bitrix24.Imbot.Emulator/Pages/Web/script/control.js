// What a person does, by way of the emulator's control surface.

import { route } from './route.js';
import { toast } from './toast.js';

const act = (path, fields = {}) => post(path, { userId: route.userId, ...fields });

export const control = {
    write: (dialogId, text, replyId) => act('messages', { dialogId, text, replyId }),
    forward: (messageId, dialogId) => act(`messages/${messageId}/forward`, { dialogId }),
    sendFile: (dialogId, name, content, text) => act(`chats/${dialogId}/files`, { name, content, text }),
    edit: (messageId, text) => act(`messages/${messageId}/edit`, { text }),
    remove: (messageId) => act(`messages/${messageId}/delete`),
    react: (messageId, reaction, remove) => act(`messages/${messageId}/react`, { reaction, remove }),
    press: (messageId, index) => act(`messages/${messageId}/press`, { index }),
    read: (dialogId) => act(`chats/${dialogId}/read`),
    addMember: (dialogId, userId) => post(`chats/${dialogId}/users`, { userId, byUserId: route.userId }),
    removeMember: (dialogId, userId) => post(`chats/${dialogId}/users/delete`, { userId, byUserId: route.userId }),
    addChat: (title, userIds) => post('chats', { title, userIds }),
    clearRequests: () => send('DELETE', 'requests'),
    request: (sequence) => send('GET', `page/requests/${sequence}`),
};

const post = (path, fields) => send('POST', path, fields);

/** The answer, an empty object for an answer without one; null when it was refused, which the person is told. */
async function send(method, path, fields) {
    try {
        const response = await fetch(path, {
            method,
            headers: fields ? { 'Content-Type': 'application/json' } : {},
            body: fields ? JSON.stringify(fields) : undefined,
        });
        const text = await response.text();
        const answer = text ? JSON.parse(text) : {};
        if (response.ok) {
            return answer;
        }

        toast(answer.message ?? `The emulator answered ${response.status}.`, 'error');
    } catch {
        toast('The emulator does not answer.', 'error');
    }

    return null;
}

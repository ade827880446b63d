// What is pressed stays as it is until it is released: an element that is made anew in between would lose its click.

const mainButton = 0;
let isDown = false;
let waiting = [];

addEventListener('pointerdown', (event) => { isDown ||= event.button === mainButton; }, true);
for (const end of ['pointerup', 'pointercancel', 'dragend', 'contextmenu', 'blur']) {
    addEventListener(end, release, true);
}

// Lists that open, scroll bars and menus take the release for themselves.
addEventListener('pointermove', (event) => {
    if (isDown && event.buttons === 0) {
        release(event);
    }
}, true);

/** Does something now, or as soon as nothing is pressed any more; in the order in which it was asked for. */
export function whenReleased(action) {
    if (isDown || waiting.length > 0) {
        waiting.push(action);
    } else {
        action();
    }
}

function release(event) {
    // Elements of the page lose the focus, too.
    if (event.type === 'blur' && event.target !== window) {
        return;
    }

    isDown = false;

    // The click comes after the release.
    setTimeout(() => {
        const actions = waiting;
        waiting = [];
        actions.forEach(whenReleased);
    });
}

// The reactions, with the emoji that people see.

import { control } from './control.js';
import { button, element, fill } from './dom.js';
import { icon } from './icons.js';
import { openPopover } from './panel.js';
import { route } from './route.js';
import { userName } from './store.js';

export const signs = {
    like: '\u{1f44d}', dislike: '\u{1f44e}', faceWithTearsOfJoy: '\u{1f602}', redHeart: '\u2764\ufe0f', neutralFace: '\u{1f610}',
    fire: '\u{1f525}', cry: '\u{1f622}', slightlySmilingFace: '\u{1f642}', winkingFace: '\u{1f609}', laugh: '\u{1f606}', kiss: '\u{1f618}',
    wonder: '\u{1f62e}', slightlyFrowningFace: '\u{1f641}', loudlyCryingFace: '\u{1f62d}', faceWithStuckOutTongue: '\u{1f61b}',
    faceWithStuckOutTongueAndWinkingEye: '\u{1f61c}', smilingFaceWithSunglasses: '\u{1f60e}', confusedFace: '\u{1f615}',
    flushedFace: '\u{1f633}', thinkingFace: '\u{1f914}', angry: '\u{1f620}', smilingFaceWithHorns: '\u{1f608}',
    faceWithThermometer: '\u{1f912}', facepalm: '\u{1f926}', poo: '\u{1f4a9}', flexedBiceps: '\u{1f4aa}', clappingHands: '\u{1f44f}',
    raisedHand: '\u270b', smilingFaceWithHeartEyes: '\u{1f60d}', smilingFaceWithHearts: '\u{1f970}', pleadingFace: '\u{1f97a}',
    relievedFace: '\u{1f60c}', foldedHands: '\u{1f64f}', okHand: '\u{1f44c}', signHorns: '\u{1f918}', loveYouGesture: '\u{1f91f}',
    clownFace: '\u{1f921}', partyingFace: '\u{1f973}', questionMark: '\u2753', exclamationMark: '\u2757', lightBulb: '\u{1f4a1}',
    bomb: '\u{1f4a3}', sleepingSymbol: '\u{1f4a4}', crossMark: '\u274c', whiteHeavyCheckMark: '\u2705', eyes: '\u{1f440}',
    handshake: '\u{1f91d}', hundredPoints: '\u{1f4af}',
};

/** The choices in the first row. */
const frequent = ['like', 'redHeart', 'faceWithTearsOfJoy', 'fire', 'eyes', 'whiteHeavyCheckMark'];

export const reactionName = (name) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** The reactions of a message with their counts. Pressing one adds or removes the person's own reaction. */
export function reactionChips(message) {
    const counted = new Map();
    message.reactions.forEach(({ reaction, userId }) => counted.set(reaction, [...(counted.get(reaction) ?? []), userId]));
    return counted.size === 0 ? null : element('div', { class: 'reactions' }, [...counted].map(([reaction, userIds]) => {
        const isOwn = userIds.includes(route.userId);
        const who = userIds.map(userName).join(', ');
        return button({
            class: `reaction${isOwn ? ' own' : ''}`,
            'aria-pressed': String(isOwn),
            'aria-label': `${reactionName(reaction)}, ${userIds.length}: ${who}`,
            title: `${reactionName(reaction)}: ${who}`,
            'data-key': `reaction-${reaction}`,
            click: () => control.react(message.id, reaction, isOwn),
        }, element('span', { class: 'sign' }, signs[reaction] ?? reaction), ' ', String(userIds.length));
    }));
}

/** Offers the frequent reactions beside a message, and all reactions on request. */
export function chooseReaction(message, anchor) {
    const choices = element('div', { class: 'reaction-choices', keydown: moveWithArrows });
    const popover = openPopover('Reactions', anchor, choices);
    const choice = (name) => button({
        class: 'reaction-choice sign',
        'aria-label': reactionName(name),
        title: reactionName(name),
        click: () => {
            popover.close();
            control.react(message.id, name, false);
        },
    }, signs[name]);
    const showAll = () => {
        choices.classList.add('all');
        fill(choices, Object.keys(signs).map(choice));
        popover.move();
        choices.firstElementChild.focus();
    };
    fill(choices,
        frequent.map(choice),
        button({ class: 'reaction-choice', 'aria-label': 'More reactions', title: 'More reactions', click: showAll }, icon('plus')));
    popover.move();
    choices.firstElementChild.focus();
}

function moveWithArrows(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
        const all = [...event.currentTarget.children];
        all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
        event.preventDefault();
    }
}

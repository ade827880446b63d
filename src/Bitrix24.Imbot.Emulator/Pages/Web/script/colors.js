// Colors of messages: only #rgb and #rrggbb are accepted, and text on them stays readable.

export function hexColor(text) {
    const given = String(text ?? '').trim();
    return /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(given) ? given : null;
}

/** One of the four color tokens. */
export function colorToken(text) {
    const given = String(text ?? '').trim().toLowerCase();
    return ['primary', 'secondary', 'alert'].includes(given) ? given : 'base';
}

/** Black or white, the one with more contrast on the color. */
export function textOn(color) {
    const digits = color.length === 4 ? [...color.slice(1)].map((digit) => digit + digit).join('') : color.slice(1);
    const [red, green, blue] = [0, 2, 4].map((at) => linear(parseInt(digits.slice(at, at + 2), 16) / 255));
    const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    return luminance > 0.179 ? '#000000' : '#ffffff';
}

function linear(channel) {
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

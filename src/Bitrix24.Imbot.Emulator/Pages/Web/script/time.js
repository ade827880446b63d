// Dates and durations for people.

const locale = 'en-GB';
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const precise = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
const shortDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });

export const clockTime = (date) => clock.format(new Date(date));
export const preciseTime = (date) => precise.format(new Date(date));
export const fullTime = (date) => full.format(new Date(date));
export const isSameDay = (one, other) => new Date(one).toDateString() === new Date(other).toDateString();

export function dayName(date, now) {
    if (isSameDay(date, now)) {
        return 'Today';
    }

    return isSameDay(date, now - 24 * 60 * 60 * 1000) ? 'Yesterday' : day.format(new Date(date));
}

export function briefTime(date, now) {
    return isSameDay(date, now) ? clockTime(date) : shortDay.format(new Date(date));
}

/** A duration in milliseconds. */
export function spanText(milliseconds) {
    if (milliseconds < 1) {
        return '<1 ms';
    }

    return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** The time of [timestamp=...] in one of the portal's formats. */
export function formatted(unixSeconds, format) {
    const moment = new Date(unixSeconds * 1000);
    if (Number.isNaN(moment.getTime())) {
        return String(unixSeconds);
    }

    const options = {
        ...(/TIME|HOUR/.test(format) || !format ? { timeStyle: format.startsWith('LONG_TIME') ? 'medium' : 'short' } : {}),
        ...(/DATE|DAY|MONTH/.test(format) || !format ? { dateStyle: /LONG|FULL/.test(format) ? 'long' : 'medium' } : {}),
    };
    return new Intl.DateTimeFormat(locale, Object.keys(options).length ? options : { dateStyle: 'medium', timeStyle: 'short' }).format(moment);
}

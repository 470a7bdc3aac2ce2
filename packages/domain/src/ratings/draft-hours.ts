/** How long a draft may lie in a browser, in hours: the length of a meeting, and the night after it. */
export const draftHours = 24

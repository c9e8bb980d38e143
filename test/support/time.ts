/** A day in milliseconds, told by the tests themselves: they do not ask the provider how long its "30d" is. */
export const day = 86_400_000;

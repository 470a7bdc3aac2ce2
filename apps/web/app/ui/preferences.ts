/** What a person chose for this browser. Kept in cookies, so that the first byte of a page is already right. */
export type Preferences = {
  readonly locale: Locale
  readonly scheme: Scheme
  readonly textSize: TextSize
  readonly device: Device
}

/** The languages of the product, Vietnamese first. */
export const locales = ['vi', 'en'] as const
export type Locale = (typeof locales)[number]

/** Colour scheme; `auto` follows the device. */
export const schemes = ['auto', 'light', 'dark'] as const
export type Scheme = (typeof schemes)[number]

/** Text size in percent. */
export const textSizes = ['100', '112', '125'] as const
export type TextSize = (typeof textSizes)[number]

/** Whose machine this is: on a shared one nothing that was typed stays behind. */
export const devices = ['own', 'shared'] as const
export type Device = (typeof devices)[number]

const cookieNames = {
  locale: 'nq15_locale',
  scheme: 'nq15_scheme',
  textSize: 'nq15_text',
  device: 'nq15_device',
} as const
const oneYear = 31_536_000

/** Reads the preferences from a cookie header (or `document.cookie`); anything unknown falls back to Vietnamese, auto, 100 %. */
export function readPreferences(cookieHeader: string | null | undefined): Preferences {
  const cookies = new Map(
    (cookieHeader ?? '').split(';').map((pair) => {
      const [name = '', value = ''] = pair.split('=')
      return [name.trim(), value.trim()] as const
    }),
  )
  const chosen = <Choice extends string>(name: string, choices: readonly [Choice, ...Choice[]]) =>
    choices.find((choice) => choice === cookies.get(name)) ?? choices[0]

  return {
    locale: chosen(cookieNames.locale, locales),
    scheme: chosen(cookieNames.scheme, schemes),
    textSize: chosen(cookieNames.textSize, textSizes),
    device: chosen(cookieNames.device, devices),
  }
}

/** The cookie that keeps one preference for a year. */
export function preferenceCookie<Name extends keyof Preferences>(
  name: Name,
  value: Preferences[Name],
  secure: boolean,
) {
  return `${cookieNames[name]}=${value}; Path=/; Max-Age=${oneYear}; SameSite=Lax${secure ? '; Secure' : ''}`
}

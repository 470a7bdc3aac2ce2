/** The product's public address in the browser tests: passkeys belong to a name, never to a numeric address. */
export const siteOf = (baseURL: string | undefined): string => `http://localhost:${portOf(baseURL)}`

/** Where the provider of a product of this run listens, as its configuration says. */
export const providerPortOf = (baseURL: string | undefined): number => portOf(baseURL) + providerOffset

const portOf = (baseURL: string | undefined) => Number(new URL(baseURL ?? '').port)
const providerOffset = 40

/** Where the public check of papers of a product of this run listens. */
export const checkPortOf = (baseURL: string | undefined): number => portOf(baseURL) + checkOffset
const checkOffset = 80

/** The settings of the public check for a product of this run. */
export const checkSettings = (port: number): Record<string, string> => ({ NQ15_CHECK_PORT: String(port + checkOffset) })

/** The settings of the sign-in for a product of this run. */
export const signInSettings = (port: number): Record<string, string> => ({
  NQ15_PUBLIC_URL: `http://localhost:${port}`,
  NQ15_OIDC_ISSUER: `http://127.0.0.1:${port + providerOffset}`,
  NQ15_OIDC_CLIENT_ID: 'nq15',
  NQ15_OIDC_CLIENT_SECRET: 'the secret of the example client',
  NQ15_OIDC_LABEL: 'Tài khoản Thành phố',
  NQ15_OIDC_USERNAME_CLAIM: 'preferred_username',
})

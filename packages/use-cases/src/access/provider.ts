import type { ProviderSettings } from '@nq15/domain/access'
import {
  allowInsecureRequests,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client'

/** The organization's provider of sign-in, found by its address when it is first needed. */
export type Provider = {
  readonly settings: ProviderSettings
  /** What the provider says about itself, read anew every ten minutes. Throws when it does not answer. */
  readonly find: () => Promise<Configuration>
}

const keptForMs = 600_000

/** Seconds after which a provider counts as not answering. */
const patience = 8

/** Prepares the provider; nothing is sent before somebody signs in. */
export function createProvider(settings: ProviderSettings): Provider {
  let known: { readonly at: number; readonly found: Promise<Configuration> } | null = null
  return {
    settings,
    find: () => {
      if (known && known.at + keptForMs > Date.now()) return known.found
      const found = discover(settings)
      known = { at: Date.now(), found }
      // What failed is asked again the next time.
      found.catch(() => {
        known = null
      })
      return found
    },
  }
}

function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Configuration> {
  const address = new URL(issuer)
  const answer = discovery(address, clientId, undefined, secretFor(clientSecret), {
    timeout: patience,
    execute: [
      // The signature of the id token is checked although it comes straight from the provider.
      enableNonRepudiationChecks,
      // The settings allow plain http on loopback alone.
      ...(address.protocol === 'http:' ? [allowInsecureRequests] : []),
    ],
  })
  return answer
}

/** Shows the secret in the way the provider lists; the standard's default is the header. */
const secretFor = (secret: string): ClientAuth => {
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)]
  return (server, ...rest) => {
    const listed = server.token_endpoint_auth_methods_supported
    const wanted = listed && !listed.includes('client_secret_basic') && listed.includes('client_secret_post')
    return (wanted ? post : basic)(server, ...rest)
  }
}

/** Whether an error says that the provider could not be reached or is out of order, and not that its answer was refused. */
export function isDown(error: unknown): boolean {
  if (error instanceof TypeError) return true
  if (!(error instanceof ClientError)) return false
  if (error.code === 'OAUTH_TIMEOUT' || error.code === 'OAUTH_ABORT') return true
  const { cause } = error
  return (cause instanceof Response && cause.status >= 500) || (cause instanceof Error && isDown(cause))
}

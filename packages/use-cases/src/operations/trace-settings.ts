/** Where traces go, or why nowhere: null where nobody asked for them, else a sentence for the log without any value. */
export type TraceSettings = { readonly to: string } | { readonly to: null; readonly because: string | null }

const off = (because: string | null = null): TraceSettings => ({ to: null, because })

/**
 * Reads whether traces are told, and where to, from the standard settings of OpenTelemetry. Off without an endpoint: nothing is ever
 * sent to an address that nobody named. A setting that cannot be followed leaves them off and never hinders a start.
 */
export function readTraceSettings(variables: Readonly<Record<string, string | undefined>>): TraceSettings {
  const given = (name: string) => variables[name]?.trim() || null
  const own = given('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT')
  const common = given('OTEL_EXPORTER_OTLP_ENDPOINT')
  if (own === null && common === null) return off()
  if (given('OTEL_SDK_DISABLED')?.toLowerCase() === 'true') return off()
  const exporter = given('OTEL_TRACES_EXPORTER') ?? 'otlp'
  if (exporter === 'none') return off()
  if (exporter !== 'otlp') return off('OTEL_TRACES_EXPORTER may be otlp or none')
  const protocol = given('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL') ?? given('OTEL_EXPORTER_OTLP_PROTOCOL') ?? 'http/json'
  if (protocol !== 'http/json') return off('OTEL_EXPORTER_OTLP_PROTOCOL may be http/json only')
  // As the standard says: the own address is taken as it stands, the common one is a base.
  const to = own ?? `${common?.replace(/\/+$/, '')}/v1/traces`
  if (!URL.canParse(to) || !/^https?:$/.test(new URL(to).protocol))
    return off(`OTEL_EXPORTER_OTLP_${own === null ? '' : 'TRACES_'}ENDPOINT must be an http(s) address`)
  return { to }
}

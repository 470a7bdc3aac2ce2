/** Licences under which a package may be delivered with the product: no copyleft, no limits of use. */
const free = new Set(
  [
    'MIT',
    'MIT-0',
    'MIT/X11',
    'ISC',
    '0BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'Unlicense',
    'CC0-1.0',
    'CC-BY-3.0',
    'CC-BY-4.0',
    'OFL-1.1',
    'Python-2.0',
    'Zlib',
  ].map((name) => name.toLowerCase()),
)

/** Whether a licence as a manifest writes it lets us: of a choice one free one is enough, of a sum all must be. */
export function isFree(licence) {
  const words = licence.replaceAll(/[()]/g, ' ').trim()
  const alternatives = words.split(/\s+OR\s+/i)
  return alternatives.some((one) => one.split(/\s+AND\s+/i).every((part) => free.has(part.trim().toLowerCase())))
}

/**
 * Names what in the lock file and the installed packages breaks the policy: a package without a strong hash, from a place that is no
 * registry, with a script that would run at the installation, under a licence that is not free, and an exception nobody needs any more.
 * `installed` are manifests as { name, version, licence, runs }.
 */
export function judgeDependencies({ lock, workspace, installed, exceptions }) {
  const faults = []
  const strong = ({ integrity, ...elsewhere }) =>
    typeof integrity === 'string' && /^sha512-[\w+/]{86}==$/.test(integrity) && Object.keys(elsewhere).length === 0
  for (const [name, { resolution }] of Object.entries(lock.packages ?? {})) {
    if (!strong(resolution ?? {}))
      faults.push(`${name} is not held by a sha512 of a registry's archive: ${JSON.stringify(resolution)}`)
  }
  const mayRun = Object.entries(workspace.allowBuilds ?? {}).filter(([, may]) => may !== false)
  for (const [name] of mayRun)
    faults.push(`${name} may run a script at the installation: say false in allowBuilds, or how it is done without`)
  for (const { name, version, runs } of installed) {
    if (runs.length > 0 && workspace.allowBuilds?.[name] === undefined)
      faults.push(`${name}@${version} wants to run ${runs.join(', ')} and nobody has judged it in allowBuilds`)
  }
  const used = new Set()
  for (const { name, version, licence } of installed) {
    if (isFree(licence)) continue
    if (exceptions[name]?.licence === licence) used.add(name)
    else faults.push(`${name}@${version} is under "${licence}", which is on no list`)
  }
  for (const name of Object.keys(exceptions)) {
    if (!used.has(name)) faults.push(`the exception for ${name} is needed no more: take it off the list`)
  }
  return faults
}

/** Names what in a compose file lets a container do more than it needs; `compose` is the parsed file. */
export function judgeCompose({ services = {} }) {
  return Object.entries(services).flatMap(([name, service]) => {
    const wanted = [
      [/^[1-9]\d*:[1-9]\d*$/.test(service.user ?? ''), 'runs as root'],
      [service.read_only === true, 'may write to its own root'],
      [service.cap_drop?.includes('ALL') === true, 'keeps capabilities'],
      [service.security_opt?.includes('no-new-privileges:true') === true, 'may gain privileges'],
      [service.privileged !== true, 'is privileged'],
      [service.healthcheck !== undefined, 'has no healthcheck'],
      [!/:latest$/.test(service.image ?? ''), 'has an image without a version'],
      [(service.ports ?? []).every((port) => String(port).startsWith('127.0.0.1:')), 'is open to other machines'],
      [
        Object.entries(service.environment ?? {}).every(
          ([key, value]) => !/PASSWORD|SECRET|DATABASE/.test(key) || String(value).includes('${'),
        ),
        'has a secret in the file',
      ],
    ]
    return wanted.filter(([holds]) => !holds).map(([, what]) => `${name} ${what}`)
  })
}

/** Names what in a Containerfile hadolint would: stages without a version, root at the end, packages without one, ADD, no healthcheck. */
export function judgeContainerfile(text) {
  const lines = text
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const stages = []
  for (const line of lines) {
    if (/^FROM /.test(line)) stages.push({ from: line, lines: [] })
    stages.at(-1)?.lines.push(line)
  }
  const own = new Set(stages.map(({ from }) => / AS (\S+)$/.exec(from)?.[1]))
  const last = stages.at(-1)?.lines ?? []
  return [
    ...stages
      .filter(({ from }) => !own.has(from.split(' ')[1]) && !/^FROM \S+:(?!latest)\S+/.test(from))
      .map(({ from }) => `${from}: no version`),
    ...lines.filter((line) => /^ADD /.test(line)).map((line) => `${line}: COPY says what comes`),
    ...lines
      .filter(
        (line) =>
          /apt-get install/.test(line) &&
          (!/--no-install-recommends/.test(line) || !/rm -rf \/var\/lib\/apt\/lists/.test(line)),
      )
      .map(() => 'apt-get leaves more behind than what was asked for'),
    ...(last.some((line) => /^USER [1-9]/.test(line)) ? [] : ['the last stage runs as root']),
    ...(last.some((line) => /^HEALTHCHECK /.test(line)) ? [] : ['the last stage has no healthcheck']),
  ]
}

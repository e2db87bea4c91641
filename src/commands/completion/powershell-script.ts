import {
  type CompletableCommand,
  type CompletableValue,
  type CompletionTable,
  firstWords,
  optionNames,
} from "./completion-table.ts";

/** For Windows PowerShell 5 and PowerShell 7; files are PowerShell's own business when nothing is offered. */
export function powershellScript(table: CompletionTable): string {
  const lines = [
    "# Completion of sts-plan for PowerShell: add it to $PROFILE",
    "Register-ArgumentCompleter -Native -CommandName sts-plan, kubectl-sts_plan -ScriptBlock {",
    "  param($wordToComplete, $commandAst, $cursorPosition)",
    "  $options = @{",
    ...table.commands.map((command) => `    ${quote(command.name)} = ${list(optionNames(command))}`),
    "  }",
    "  $values = @{",
    ...table.commands.flatMap(valueLines),
    "  }",
    "  $seconds = @{",
    ...[...table.groups].map(([group, members]) => `    ${quote(group)} = ${list(members.map(({ word }) => word))}`),
    "  }",
    "  $given = @($commandAst.CommandElements | Select-Object -Skip 1 |",
    "    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })",
    "  $plain = @($given | Where-Object { -not $_.StartsWith('-') })",
    "  $command = if ($plain.Count -gt 0) { $plain[0] } else { '' }",
    "  $isGroup = $seconds.ContainsKey($command)",
    '  if ($isGroup -and $plain.Count -gt 1) { $command = "$command $($plain[1])"; $isGroup = $false }',
    "  $previous = if ($given.Count -gt 0) { $given[-1] } else { '' }",
    `  $offered = if ($command -eq '') { ${list(firstWords(table).map(({ word }) => word))} }`,
    "    elseif ($isGroup) { $seconds[$command] }",
    '    elseif ($values.ContainsKey("$command $previous")) { $values["$command $previous"] }',
    "    elseif ($wordToComplete.StartsWith('-')) { $options[$command] }",
    "    elseif ($values.ContainsKey($command)) { $values[$command] }",
    '  $offered | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {',
    "    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)",
    "  }",
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

function valueLines({ name, options, argument }: CompletableCommand): string[] {
  const own = wordsOf(argument);
  return [
    ...(own.length > 0 ? [`    ${quote(name)} = ${list(own)}`] : []),
    ...options.flatMap(({ names, value }) => {
      const words = value === undefined ? [] : wordsOf(value);
      return words.length > 0 ? names.map((option) => `    ${quote(`${name} ${option}`)} = ${list(words)}`) : [];
    }),
  ];
}

function wordsOf(value: CompletableValue): readonly string[] {
  return value.kind === "words" ? value.words : [];
}

function list(words: readonly string[]): string {
  return `@(${words.map(quote).join(", ")})`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

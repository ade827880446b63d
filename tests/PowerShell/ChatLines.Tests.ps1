# Command lines of a chat: some are refused before they are parsed, and the others bind like at a prompt.

BeforeAll {
    . $PSScriptRoot/Common.ps1

    # The tested classes are internal, so they are called by reflection.
    $assembly = (Get-Command Start-B24Bot).ImplementingType.Assembly
    $flags = [System.Reflection.BindingFlags] 'Static, Public, NonPublic'
    $parse = $assembly.GetType('Bitrix24.Imbot.ChatCommands.Parsing.LineParser').GetMethod('Parse', $flags)
    $plan = $assembly.GetType('Bitrix24.Imbot.ChatCommands.Calls.CallPlanner').GetMethod('Plan', $flags)
    $signatureOf = $assembly.GetType('Bitrix24.Imbot.ChatCommands.Calls.ChatSignature').GetMethod('From', $flags)

    function Get-Refusal {
        # The reason of a refusal, with its position; null if there is none.
        param([scriptblock] $Script)
        try {
            $null = & $Script
        }
        catch {
            $inner = $_.Exception
            while ($inner -and $inner.GetType().Name -ne 'LineRefusedException') { $inner = $inner.InnerException }
            if (-not $inner) { throw }
            $inner
        }
    }

    function Get-LineRefusal {
        param([string] $Line)
        $refusal = Get-Refusal { $parse.Invoke($null, @($Line)) }
        if ($refusal) { '{0} {1}' -f $refusal.Reason, $refusal.Position }
    }

    function Get-Plan {
        param([System.Management.Automation.CommandInfo] $Command, [string] $Line)
        $plan.Invoke($null, @($signatureOf.Invoke($null, @($Command.PSObject.BaseObject)), $Command.PSObject.BaseObject, $parse.Invoke($null, @($Line))))
    }

    function Invoke-Planned {
        # The output of the function after a line is bound to it.
        param([System.Management.Automation.CommandInfo] $Command, [string] $Line)
        $planned = Get-Plan $Command $Line
        $shell = [powershell]::Create('CurrentRunspace')
        try {
            $planned.AddTo($shell, $Command)
            $shell.Invoke()
            if ($shell.Streams.Error.Count) { throw $shell.Streams.Error[0] }
        }
        finally {
            $shell.Dispose()
        }
    }
}

Describe 'The scanner' {
    It 'refuses <Line> at <Expected>' -ForEach @(
        @{ Line = "a`nb"; Expected = 'LineBreak 1' }
        @{ Line = "a`rb"; Expected = 'LineBreak 1' }
        @{ Line = 'a;b'; Expected = 'ScriptCharacter 1' }
        @{ Line = 'a | b'; Expected = 'ScriptCharacter 2' }
        @{ Line = 'a & b'; Expected = 'ScriptCharacter 2' }
        @{ Line = 'a {b}'; Expected = 'ScriptCharacter 2' }
        @{ Line = 'a }'; Expected = 'ScriptCharacter 2' }
        @{ Line = 'a (b)'; Expected = 'ScriptCharacter 2' }
        @{ Line = 'a)'; Expected = 'ScriptCharacter 1' }
        @{ Line = 'a <b'; Expected = 'ScriptCharacter 2' }
        @{ Line = 'a 2>&1'; Expected = 'ScriptCharacter 3' }
        @{ Line = 'a `b'; Expected = 'ScriptCharacter 2' }
        @{ Line = 'a@b.com'; Expected = 'ScriptCharacter 1' }
        @{ Line = '@splat'; Expected = 'ScriptCharacter 0' }
        @{ Line = '$(Get-Date)'; Expected = 'ScriptCharacter 0' }
        @{ Line = '"$(Get-Date)"'; Expected = 'ScriptCharacter 1' }
        @{ Line = '"a$b"'; Expected = 'ScriptCharacter 2' }
        @{ Line = '"a`nb"'; Expected = 'ScriptCharacter 2' }
        @{ Line = 'a"$b"'; Expected = 'ScriptCharacter 2' }
        @{ Line = 'a #b'; Expected = 'Comment 2' }
        @{ Line = 'a,#b'; Expected = 'Comment 2' }
        @{ Line = '-Name:#b'; Expected = 'Comment 6' }
        @{ Line = '"a"#b'; Expected = 'TextAfterQuote 3' }
        @{ Line = '"a".Length'; Expected = 'TextAfterQuote 3' }
        @{ Line = '"a"[0]'; Expected = 'TextAfterQuote 3' }
        @{ Line = 'a --% b'; Expected = 'StopParsing 2' }
        @{ Line = "a $([char] 0x2013)-% b"; Expected = 'StopParsing 2' }
        @{ Line = "a 'b"; Expected = 'UnbalancedQuote 2' }
        @{ Line = 'a "b'; Expected = 'UnbalancedQuote 2' }
        @{ Line = "it's"; Expected = 'UnbalancedQuote 2' }
        @{ Line = "a`0b"; Expected = 'ControlCharacter 1' }
        @{ Line = "a`tb"; Expected = 'ControlCharacter 1' }
        @{ Line = "a '$([char] 0x1b)[2J'"; Expected = 'ControlCharacter 3' }
        @{ Line = "a$([char] 0x202E)b"; Expected = 'ControlCharacter 1' }
        @{ Line = "a$([char] 0x2028)b"; Expected = 'ControlCharacter 1' }
        @{ Line = "a$([char] 0x0085)b"; Expected = 'ControlCharacter 1' }
        @{ Line = "a$([char] 0xD83D)b"; Expected = 'ControlCharacter 1' }
        @{ Line = 'x' * 4001; Expected = 'TooLong 4000' }
        @{ Line = 'a,'; Expected = 'NotPlain 2' }
        @{ Line = '-Name:'; Expected = 'NotPlain 6' }
    ) {
        Get-LineRefusal $Line | Should -Be $Expected
    }

    It 'accepts <Line>' -ForEach @(
        @{ Line = "'`$(Get-Date) ; | & {} () <> `` @'" }
        @{ Line = '"; | & {} () <> @"' }
        @{ Line = "'a`nb'" }
        @{ Line = 'a#b' }
        @{ Line = 'C:#b' }
        @{ Line = 'x' * 4000 }
        @{ Line = '{0}'.Replace('{', '[').Replace('}', ']') }
        @{ Line = '\\host\share Env: Cert: *.txt [a-z]?' }
        @{ Line = "$([char] 0x201C)a b$([char] 0x201D) $([char] 0x2018)c$([char] 0x2019)" }
        @{ Line = "$([char] 0xD83D)$([char] 0xDE00)" }
        @{ Line = '' }
    ) {
        Get-LineRefusal $Line | Should -BeNullOrEmpty
    }
}

Describe 'A planned call' {
    BeforeAll {
        function Test-Shape {
            [CmdletBinding(SupportsShouldProcess)]
            param(
                [Parameter(Position = 0)] [string[]] $Server,
                [Parameter(Position = 1)] [ValidateRange(0, 100)] [int] $Below = 50,
                [switch] $Detailed,
                [System.IO.StreamWriter] $Out,
                [object] $Any
            )
            "$($Server -join '|') $Below $Detailed $Any"
        }
        $command = Get-Command Test-Shape
    }

    It 'binds <Line> as <Expected>' -ForEach @(
        @{ Line = '"my server",srv2 -Below 20 -Detailed'; Expected = 'my server|srv2 20 True ' }
        @{ Line = "$([char] 0x201C)my server$([char] 0x201D) $([char] 0x2013)Below 20"; Expected = 'my server 20 False ' }
        @{ Line = '-Detailed web'; Expected = 'web 50 True ' }
        @{ Line = '-det -s a -b 7'; Expected = 'a 7 True ' }
        @{ Line = '007,1.10,1gb'; Expected = '007|1.10|1gb 50 False ' }
        @{ Line = '007'; Expected = '007 50 False ' }
        @{ Line = '-- -Detailed'; Expected = '-Detailed 50 False ' }
        @{ Line = 'a -Any 007'; Expected = 'a 50 False 7' }
        @{ Line = '\\host\share,Env:,Cert:\,{0}'.Replace('{', '[').Replace('}', ']'); Expected = '\\host\share|Env:|Cert:\|[0] 50 False ' }
        @{ Line = "'{0}','*'"; Expected = '{0}|* 50 False ' }
    ) {
        Invoke-Planned $command $Line | Should -Be $Expected
    }

    It 'refuses <Line>: <Reason>' -ForEach @(
        @{ Line = '-Confirm:0'; Reason = 'ParameterCommon' }
        @{ Line = '-WhatIf:0'; Reason = 'ParameterCommon' }
        @{ Line = '-WhatIf'; Reason = 'ParameterCommon' }
        @{ Line = '-wi'; Reason = 'ParameterCommon' }
        @{ Line = '-cf:0'; Reason = 'ParameterCommon' }
        @{ Line = '-c'; Reason = 'ParameterCommon' }
        @{ Line = '-ov global:x'; Reason = 'ParameterCommon' }
        @{ Line = '-ea 0'; Reason = 'ParameterCommon' }
        @{ Line = '-Out /tmp/x'; Reason = 'ParameterNotSettable' }
        @{ Line = '-Nothing'; Reason = 'ParameterUnknown' }
        @{ Line = '-p x'; Reason = 'ParameterAmbiguous' }
        @{ Line = '-Below'; Reason = 'ValueMissing' }
        @{ Line = '-Below -Detailed'; Reason = 'ValueMissing' }
        @{ Line = '-Below 1 -Below 2'; Reason = 'ParameterRepeated' }
        @{ Line = 'a 1 b'; Reason = 'TooManyValues' }
    ) {
        (Get-Refusal { Get-Plan $command $Line }).Reason | Should -Be $Reason
    }

    It 'refuses every common parameter by name, prefix and alias' {
        $common = @([System.Management.Automation.Cmdlet]::CommonParameters) + @([System.Management.Automation.Cmdlet]::OptionalCommonParameters | Where-Object { $command.Parameters.ContainsKey($_) })
        $count = 0
        foreach ($name in $common) {
            $spellings = @(1..$name.Length | ForEach-Object { $name.Substring(0, $_) }) + @($command.Parameters[$name].Aliases)
            foreach ($spelling in $spellings) {
                foreach ($line in "-$spelling", "-${spelling}:0", "-$spelling x", "$([char] 0x2014)$spelling x") {
                    $reason = [string] (Get-Refusal { Get-Plan $command $line }).Reason
                    if ($reason -notin 'ParameterCommon', 'ParameterAmbiguous') {
                        # PowerShell decides about ambiguous prefixes, such as -d for -Detailed and -Debug.
                        $command.ResolveParameter($spelling).Name | Should -BeIn 'Server', 'Below', 'Detailed', 'Out', 'Any' -Because $line
                    }
                    $count++
                }
            }
        }
        $count | Should -BeGreaterThan 300
    }

    It 'binds no value to a parameter that cannot be set, not even by position' {
        function Test-Place { param([Parameter(Position = 0)] [string] $One, [Parameter(Position = 1)] [System.IO.StreamWriter] $Two) }
        function Test-Rest { param([Parameter(Position = 0)] [string] $One, [Parameter(ValueFromRemainingArguments)] [System.IO.StreamWriter[]] $Rest) }
        function Test-Set {
            [CmdletBinding(DefaultParameterSetName = 'a')]
            param([Parameter(ParameterSetName = 'a', Position = 0)] [int] $Number, [Parameter(ParameterSetName = 'b', Position = 0)] [System.IO.StreamWriter] $Out)
        }
        $target = Join-Path $TestDrive 'made.txt'
        foreach ($name in 'Test-Place', 'Test-Rest', 'Test-Set') {
            (Get-Refusal { Get-Plan (Get-Command $name) "$(if ($name -ne 'Test-Set') { 'a ' })'$target'" }).Reason | Should -Be 'ParameterNotSettable' -Because $name
        }
        $target | Should -Not -Exist
    }

    It 'lists the missing values' {
        function Test-Ask {
            [CmdletBinding(DefaultParameterSetName = 'a')]
            param([Parameter(Mandatory, Position = 0)] [string] $Name, [Parameter(Mandatory, ParameterSetName = 'a')] [int] $Number, [Parameter(Mandatory, ParameterSetName = 'b')] [string] $Other)
        }
        $command = Get-Command Test-Ask
        (Get-Plan $command '').Missing.Name | Should -Be 'Name', 'Number'
        (Get-Plan $command 'x').Missing.Name | Should -Be 'Number'
        (Get-Plan $command '-Other x').Missing.Name | Should -Be 'Name'
        (Get-Plan $command '-Number 5 y').Missing | Should -BeNullOrEmpty
    }
}

Describe 'Lines of a chat and lines at a prompt' {
    BeforeAll {
        # The values that a function got, as text: names, types, and values.
        $body = 'foreach ($name in $PSBoundParameters.Keys | Sort-Object) { foreach ($item in ,$PSBoundParameters[$name]) { "$name=$(@($item | ForEach-Object { "$($_.GetType().Name):$_" }) -join ''|'')" } }'
        $shapes = @(
            '[string] $Name, [int] $Count'
            '[string[]] $Name, [int] $Below, [switch] $Detailed'
            '[Parameter(Mandatory)] [string] $Name, [switch] $Force'
            '[Parameter(Mandatory)] [int] $Number, [Parameter(Mandatory)] [string] $Text'
            '[Alias(''CN'', ''Server'')] [string] $ComputerName, [int] $Port'
            '[ValidateSet(''web'', ''db'')] [string] $Name, [switch] $Wait'
            '[ValidateRange(1, 9)] [int] $Number, [string] $Text'
            '[ValidatePattern(''^[a-z]+$'')] [string] $Word, [long] $Size'
            '[ValidateLength(2, 4)] [string] $Code, [double] $Ratio'
            '[DayOfWeek] $Day, [string] $Name'
            '[DayOfWeek[]] $Day, [switch] $All'
            '[datetime] $From, [datetime] $Until'
            '[timespan] $Age, [string] $Name'
            '[guid] $Id, [switch] $Full'
            '[version] $Version, [string] $Product'
            '[uri] $Address, [int] $Retry'
            '[ipaddress] $Address, [int] $Port'
            '[decimal] $Price, [string] $Currency'
            '[bool] $Enabled, [string] $Name'
            '[char] $Letter, [string] $Name'
            '[Nullable[int]] $Limit, [string] $Name'
            '[object] $Any, [string] $Name'
            '$Any, $Other'
            '[object[]] $Many, [switch] $Reverse'
            '[int[]] $Numbers, [string] $Name'
            '[Parameter(Position = 1)] [string] $Second, [Parameter(Position = 0)] [int] $First'
            '[Parameter(Position = 0)] [string] $Name, [string] $NotByPlace, [switch] $Quiet'
            '[Parameter(Position = 0)] [string] $Name, [Parameter(ValueFromRemainingArguments)] [string[]] $Rest'
            '[Parameter(ValueFromRemainingArguments)] [int[]] $Numbers, [switch] $Sum'
            '[Parameter(ParameterSetName = ''id'', Position = 0)] [int] $Id, [Parameter(ParameterSetName = ''name'', Position = 0)] [string] $Name'
            '[Parameter(ParameterSetName = ''id'', Mandatory)] [int] $Id, [Parameter(ParameterSetName = ''name'', Mandatory)] [string] $Name'
            '[Parameter(ParameterSetName = ''a'')] [string] $Alpha, [Parameter(ParameterSetName = ''b'')] [string] $Beta, [string] $Common'
            '[ValidateNotNullOrEmpty()] [string] $Name, [ValidateCount(1, 2)] [int[]] $Pair'
            '[ValidateScript({ $_ % 2 -eq 0 })] [int] $Even, [string] $Name'
            '[byte] $Small, [long] $Large'
            '[float] $Ratio, [switch] $On, [switch] $Off'
            '[string] $Pattern, [string] $Path, [string] $PathType'
            '[AllowEmptyString()] [string] $Text, [AllowNull()] [object] $Value'
            '[datetimeoffset] $At, [string] $Zone'
            '[System.ConsoleColor] $Color, [string[]] $Tags, [int] $Level'
        )
        $sets = @{ 29 = "DefaultParameterSetName = 'name'"; 30 = "DefaultParameterSetName = 'id'"; 31 = "DefaultParameterSetName = 'a'" }
        for ($index = 0; $index -lt $shapes.Count; $index++) {
            Set-Item "function:global:Test-B24Shape$index" ([scriptblock]::Create("[CmdletBinding($($sets[$index]))] param($($shapes[$index])) $body"))
        }

        $values = @(
            'web', 'db', 'abc', 'Monday', 'friday', '5', '0', '12', '007', '1.10', '2.5', '1gb', '0x1F', '-3', '2026-11-30', '01:30', '1.02:03', "'a b'", '"c d"', "''",
            '"x ""y"" z"', "'it''s'", 'True', '1', 'https://example.com/a?b=c', '10.0.0.1', 'd3b07384-d113-4ec6-a7d6-1b3c1f6d9a11', '1.2.3', 'x', '*', '[0]', '\\host\share', 'a:b', 'Red',
            "$([char] 0x201C)q r$([char] 0x201D)", "$([char] 0x2018)s t$([char] 0x2019)", 'a"b c"d', '1e3', '99999999999', 'Env:', '.', '1..5'
        )

        # Values that fit each type, so that most lines can be bound.
        $fitting = @{}
        foreach ($shape in 0..39) {
            foreach ($type in (Get-Command "Test-B24Shape$shape").Parameters.Values.ParameterType) {
                $fitting["$type"] = @($values | Where-Object { $null -ne ("$_".Trim("'", '"') -as $type) })
            }
        }

        function Get-Outcome {
            # The result of a call: its output, or the kind of its error.
            param([scriptblock] $Script)
            try {
                (& $Script) -join '; '
            }
            catch {
                $failure = $_
                if ($failure.Exception -is [System.Management.Automation.MethodInvocationException]) { $failure = $failure.Exception.InnerException.ErrorRecord }
                $id = ($failure.FullyQualifiedErrorId -split ',')[0]
                if ($id -eq 'MissingMandatoryParameter') { "$id $($failure.Exception.Message -replace '^.*: ')" } else { $id }
            }
        }

        $kinds = @{
            ParameterUnknown = 'NamedParameterNotFound'; ParameterAmbiguous = 'AmbiguousParameter'; ValueMissing = 'MissingArgument'
            ParameterRepeated = 'ParameterAlreadyBound'; TooManyValues = 'PositionalParameterNotFound'
        }

        function New-Line {
            param($Random, $Command)
            $names = @($Command.Parameters.Values | Where-Object { $_.Name -notin [System.Management.Automation.Cmdlet]::CommonParameters })
            $parts = foreach ($parameter in $names) {
                $fit = $fitting["$($parameter.ParameterType)"]
                $value = if ($fit.Count -and $Random.Next(10)) { $fit[$Random.Next($fit.Count)] } else { $values[$Random.Next($values.Count)] }
                if ($Random.Next($(if ($parameter.ParameterType.IsArray) { 3 } else { 30 })) -eq 0) {
                    # For a list of text, a chat keeps the written form of numbers (007,1.10), and a prompt doesn't.
                    $value = "$($value -replace '^(007|1\.10|1gb|0x1F|1e3|2\.5)$', '7'),$(@('a', "'b c'", '5', 'Red')[$Random.Next(4)])"
                }
                $spelling = switch ($Random.Next(4)) {
                    0 { $parameter.Name.Substring(0, $Random.Next(1, $parameter.Name.Length + 1)) }
                    1 { if ($parameter.Aliases.Count) { $parameter.Aliases[0] } else { $parameter.Name.ToUpperInvariant() } }
                    default { $parameter.Name }
                }
                $dash = if ($Random.Next(10)) { '-' } else { [string] [char] 0x2013 }
                switch ($Random.Next(5)) {
                    0 { }
                    1 { "$dash${spelling}:$value" }
                    2 { if ($parameter.SwitchParameter) { "$dash$spelling" } else { "$dash$spelling $value" } }
                    default { if ($parameter.SwitchParameter) { "$dash$spelling" } else { $value } }
                }
            }
            switch ($Random.Next(30)) {
                0 { $parts = @($parts) + $values[$Random.Next($values.Count)] }
                1 { $parts = @($parts) + '-Unknown' }
                2 { $parts = @($parts) + "-$($names[0].Name)" }
                3 { $parts = @('--') + @($parts) }
            }
            # Prefixes of common parameters are refused in a chat and are tested separately.
            (@($parts) | Where-Object { $_ } | Sort-Object { $Random.Next() }) -join ' '
        }
    }

    It 'give the same values or the same error for 500 generated lines over 40 shapes' {
        $shapes.Count | Should -Be 40
        $random = New-Object System.Random 18
        $outcomes = @{}
        $differences = New-Object System.Collections.Generic.List[string]
        $compared = 0
        $twice = 0
        while ($compared -lt 500) {
            $command = Get-Command "Test-B24Shape$($compared % 40)"
            $line = New-Line $random $command
            $refusal = $null
            $planned = $null
            try { $planned = Get-Plan $command $line } catch { $refusal = (Get-Refusal { Get-Plan $command $line }) }
            if ("$($refusal.Reason)" -eq 'ParameterCommon') { continue }
            $compared++
            $atPrompt = Get-Outcome { & ([scriptblock]::Create("$($command.Name) $line")) }
            $inChat = if ($refusal) { $kinds["$($refusal.Reason)"] } else { Get-Outcome { Invoke-Planned $command $line } }
            if ($refusal -and $inChat -cne $atPrompt -and $atPrompt -notmatch '=') {
                # For a line with two errors, PowerShell and the planner can report different ones.
                $twice++
            }
            elseif ($inChat -cne $atPrompt) { $differences.Add("$($shapes[($compared - 1) % 40])   <$line>   prompt: $atPrompt   chat: $inChat $($refusal.Reason)") }
            if (-not $refusal -and $atPrompt -like 'MissingMandatoryParameter*' -and "MissingMandatoryParameter $(@($planned.Missing.Name) -join ' ')." -cne $atPrompt) {
                $differences.Add("$line asks for '$($planned.Missing.Name)': $atPrompt")
            }
            $kind = if ($atPrompt -match '=') { 'bound' } else { ($atPrompt -split ' ')[0] }
            $outcomes[$kind]++
        }
        Write-Host "500 lines: $(($outcomes.GetEnumerator() | Sort-Object Value -Descending | ForEach-Object { "$($_.Value) $($_.Key)" }) -join ', '); $twice with two errors"
        $twice | Should -BeLessThan 40
        $differences | Should -BeNullOrEmpty
        $outcomes['bound'] | Should -BeGreaterThan 150
    }
}

Describe 'Hostile lines' {
    BeforeAll {
        if ($PSVersionTable.PSVersion.Major -ge 7 -and -not ('B24NetworkWatch' -as [type])) {
            # Every connection and name lookup of this process.
            Add-Type -TypeDefinition @'
using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

public sealed class B24NetworkWatch : EventListener
{
    public static readonly ConcurrentQueue<string> Begun = new ConcurrentQueue<string>();

    protected override void OnEventSourceCreated(EventSource source)
    {
        if (source.Name == "System.Net.Sockets" || source.Name == "System.Net.NameResolution")
        {
            EnableEvents(source, EventLevel.Informational);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs data)
    {
        if (data.EventName == "ConnectStart" || data.EventName == "ResolutionStart")
        {
            Begun.Enqueue(data.EventName);
        }
    }
}
'@
        }

        function Get-Surroundings {
            # The state that a line could change: files here and in the folder of the process, environment variables, global variables, functions, and aliases.
            $changing = '?', '^', '$', 'Error', 'StackTrace', 'PWD', 'Matches', 'LASTEXITCODE', 'PSItem', '_', 'args', 'input', 'MyInvocation'
            foreach ($place in (Get-Location -PSProvider FileSystem).ProviderPath, [System.IO.Directory]::GetCurrentDirectory()) {
                Get-ChildItem -LiteralPath $place -Force | ForEach-Object { if ($_.PSIsContainer) { "folder $($_.FullName)" } else { "file $($_.FullName) $($_.Length) $($_.LastWriteTimeUtc.Ticks)" } }
            }
            Get-ChildItem Env: | ForEach-Object { "environment $($_.Name)=$($_.Value)" }
            Get-Variable -Scope Global | Where-Object Name -NotIn $changing | ForEach-Object { "variable $($_.Name)=$(if ($_.Value -is [string] -or $_.Value -is [valuetype]) { $_.Value })" }
            Get-ChildItem Function: | ForEach-Object { "function $($_.Name)=$($_.Definition)" }
            Get-ChildItem Alias: | ForEach-Object { "alias $($_.Name)=$($_.Definition)" }
        }
    }

    It 'are never evaluated and crash nothing' {
        # All of them with B24_TEST_FULL=1. The canary: Get-Surroundings, a folder, a port to which nothing may connect, and in PowerShell 7 all connections.
        $count = if ($env:B24_TEST_FULL -eq '1') { 10000 } else { 1000 }
        $random = New-Object System.Random 1018
        $listener = New-Object System.Net.Sockets.TcpListener ([System.Net.IPAddress]::Loopback), 0
        $listener.Start()
        $port = $listener.LocalEndpoint.Port
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive 'canary')).FullName
        function global:Test-B24Hostile {
            [CmdletBinding(SupportsShouldProcess)]
            param([Parameter(Position = 0)] [string] $Name, [int] $Number, [switch] $Force, [object] $Any, [System.IO.StreamWriter] $Out, [Parameter(ValueFromRemainingArguments)] [object[]] $Rest)
            @($Name) + @($Rest) + @($Any) | Where-Object { $null -ne $_ } | ForEach-Object { $_.GetType().Name }
        }
        $command = Get-Command Test-B24Hostile
        $payloads = @(
            "Set-Content '$folder/{0}' x", "[System.IO.File]::WriteAllText('$folder/{0}','x')", '$env:B24_CANARY_{0}=1', '$global:B24Canary{0}=1', "(New-Object Net.Sockets.TcpClient).Connect('127.0.0.1',$port)",
            "Invoke-WebRequest http://127.0.0.1:$port/", "[Net.Dns]::GetHostAddresses('canary{0}.invalid')", 'Set-Item function:global:B24Canary{0} 1', 'Set-Alias B24Canary{0} Get-Item -Scope Global',
            '$global:ErrorActionPreference=7', "New-Item $folder/{0}", 'Set-Variable B24Canary{0} 1 -Scope Global', "1> $folder/{0}", "[scriptblock]::Create('New-Item $folder/{0}').Invoke()"
        )
        $frames = @(
            '$({0})', '"$({0})"', '({0})', '@({0})', '{{{0}}}', '&{{{0}}}', '; {0}', '| {0}', '& {0}', '|| {0}', "`n{0}", "`r{0}", '#>{0}', '<#x#>{0}', '${{{0}}}', '"`n$({0})"', "@'`n{0}`n'@", "@`"`n`$({0})`n`"@",
            "'{0}'", '"{0}"', '-Name {0}', '-Out:{0}', '-Any:$({0})', '-Force:$({0})', '--% {0}', '-- {0}', '$x={0}', 'a,$({0})', '-Confirm:0 {0}', '-OutVariable global:B24Canary {0}', '-ov "+{0}"', '"a".({0})', '"a"[{0}]', "'a'::({0})", '[int]({0})', '%{{{0}}}',
            "$([char] 0x201C)`$({0})$([char] 0x201D)", "$([char] 0x2018)$([char] 0x2019)`$({0})", "$([char] 0xFF04)({0})", "$([char] 0x037E){0}", "$([char] 0x2028){0}", "$([char] 0x85){0}", "$([char] 0){0}", "$([char] 0x202E){0}", "$([char] 0xFEFF)`$({0})", "$([char] 0xD800)`$({0})", '-Name:`{0}', '1..5;{0}', '{0}'
        )
        $noise = "'`"``$@;|&(){}<>#,.-:[]%!?*~=+\/ `n`r`t".ToCharArray() + [char[]] (0x2013, 0x2014, 0x2015, 0x2018, 0x2019, 0x201A, 0x201B, 0x201C, 0x201D, 0x201E, 0xA0, 0x200B, 0x2066, 0xFEFF, 0x85, 0x1B, 0, 0x41, 0x31, 0xDC00)
        $networkWatch = if ($PSVersionTable.PSVersion.Major -ge 7) { New-Object B24NetworkWatch }
        $surroundings = @(Get-Surroundings)
        $refused = @{}
        $bound = 0
        $crashes = New-Object System.Collections.Generic.List[string]
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        try {
            foreach ($number in 1..$count) {
                $line = switch ($random.Next(3)) {
                    0 { $frames[$random.Next($frames.Count)].Replace('{0}', $payloads[$random.Next($payloads.Count)].Replace('{0}', "$number")).Replace('{{', '{').Replace('}}', '}') }
                    1 { -join @(1..$random.Next(1, 40) | ForEach-Object { $noise[$random.Next($noise.Length)] }) }
                    default {
                        # A harmless line with a part of another line inserted.
                        $plain = "-Name 'a b' web,db -Force 5 `"x`""
                        $frame = $frames[$random.Next($frames.Count)].Replace('{0}', $payloads[$random.Next($payloads.Count)].Replace('{0}', "$number")).Replace('{{', '{').Replace('}}', '}')
                        $plain.Insert($random.Next($plain.Length + 1), $frame)
                    }
                }
                $reason = $null
                try {
                    $types = @(Invoke-Planned $command $line)
                    $bound++
                    if ($types | Where-Object { $_ -notin 'String', 'Object[]', 'Int32', 'Int64', 'Double', 'Decimal', 'BigInteger' }) { $crashes.Add("<$line> gave $types") }
                }
                catch {
                    $inner = $_.Exception
                    while ($inner -and $inner.GetType().Name -ne 'LineRefusedException' -and $inner -isnot [System.Management.Automation.ParameterBindingException]) { $inner = $inner.InnerException }
                    $reason = if (-not $inner) { $crashes.Add("<$line> $_"); 'crash' } elseif ($inner -is [System.Management.Automation.ParameterBindingException]) { 'binder' } else { "$($inner.Reason)" }
                    $refused[$reason]++
                }
            }
            $knocks = $listener.Pending()
            if ($networkWatch) {
                $begun = @([B24NetworkWatch]::Begun)

                # Checks the detection itself: a connection must be reported.
                $client = New-Object System.Net.Sockets.TcpClient
                $client.Connect('127.0.0.1', $port)
                $client.Dispose()
                @([B24NetworkWatch]::Begun).Count | Should -Be ($begun.Count + 1)
            }
        }
        finally {
            $listener.Stop()
            if ($networkWatch) { $networkWatch.Dispose() }
        }

        Write-Host "$count hostile lines in $([int] $watch.Elapsed.TotalSeconds) s: $bound bound as plain text; refused: $(($refused.GetEnumerator() | Sort-Object Value -Descending | ForEach-Object { "$($_.Value) $($_.Key)" }) -join ', ')"
        $crashes | Should -BeNullOrEmpty
        $knocks | Should -BeFalse
        @(Get-ChildItem -Force $folder) | Should -BeNullOrEmpty
        $begun | Should -BeNullOrEmpty
        Compare-Object $surroundings @(Get-Surroundings) | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" } | Should -BeNullOrEmpty
        $bound | Should -BeGreaterThan 0
    }
}

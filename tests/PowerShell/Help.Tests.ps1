# The output of Get-Help for the built module, in English and in Russian.

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $cmdlets = @(Get-Command -Module Bitrix24.Imbot -CommandType Cmdlet | ForEach-Object { $_.Name } | Select-Object -Unique)
    $topics = 'about_Bitrix24.Imbot', 'about_B24Sessions', 'about_B24Bots', 'about_B24Reliability', 'about_B24ScheduledTasks', 'about_B24ChatCommands'
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $common = [System.Management.Automation.PSCmdlet]::CommonParameters

    # PowerShell caches help with its language, so another language needs another process.
    function Get-CulturedHelp {
        param([string] $Culture, [string] $Script)
        $answer = Invoke-ChildPowerShell -Command "[cultureinfo]::CurrentUICulture = '$Culture'; $Script"
        if ($answer.ExitCode -ne 0 -or $answer.ErrorText) {
            throw $answer.ErrorText
        }

        $answer.Output
    }
}

Describe 'Get-Help <_>' -ForEach $cmdlets {
    BeforeAll {
        $name = $_
        $help = Get-Help $name -Full
    }

    It 'finds a page, and not only the syntax' {
        $help.Name | Should -BeExactly $name
        $help.Synopsis.Trim() | Should -Match '\.$'
        $help.Synopsis | Should -Not -Match ([regex]::Escape($name))
    }

    It 'has a description' {
        ($help.description | ForEach-Object { $_.Text }) -join '' | Should -Not -BeNullOrEmpty
    }

    It 'has at least two examples with title and code' {
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterThan 1
        foreach ($example in $examples) {
            $example.title | Should -Match 'Example \d+: \S'
            $example.code | Should -Not -BeNullOrEmpty
        }
    }

    It 'describes each parameter, and no others' {
        $expected = @((Get-Command $name).Parameters.Keys | Where-Object { $_ -notin $common } | Sort-Object)
        $described = @($help.parameters.parameter | Where-Object { $_ } | Sort-Object -Property name)
        @($described | ForEach-Object { $_.name }) | Should -Be $expected
        foreach ($parameter in $described) {
            ($parameter.description | ForEach-Object { $_.Text }) -join '' | Should -Not -BeNullOrEmpty -Because "-$($parameter.name) needs a text"
        }
    }

    It 'has the module''s own syntax' {
        @($help.syntax.syntaxItem).Count | Should -Be @((Get-Command $name).ParameterSets).Count
        foreach ($parameter in @($help.parameters.parameter | Where-Object { $_ })) {
            $actual = (Get-Command $name).Parameters[$parameter.name]
            $sets = @($actual.ParameterSets.Values)
            $parameter.required | Should -Be ([string](@($sets | Where-Object { -not $_.IsMandatory }).Count -eq 0)) -Because $parameter.name
            $position = @($sets | Where-Object { $_.Position -ge 0 } | ForEach-Object { [string]$_.Position })
            $parameter.position | Should -Be $(if ($position) { $position[0] } else { 'named' }) -Because $parameter.name
        }
    }

    It 'names inputs, outputs, and related topics' {
        $help.inputTypes | Should -Not -BeNullOrEmpty
        $help.returnValues | Should -Not -BeNullOrEmpty
        $help.relatedLinks | Should -Not -BeNullOrEmpty
    }
}

Describe 'Get-Help <_>' -ForEach $topics {
    It 'shows the topic' {
        Get-Help $_ | Out-String | Should -Match "^TOPIC\s+$([regex]::Escape($_))\s+SHORT DESCRIPTION\s+\S"
    }
}

Describe 'Help in Russian' {
    BeforeAll {
        # One process for everything, because each process reads all help again.
        $russian = ConvertFrom-Json (Get-CulturedHelp ru-RU @'
$pages = @(Get-Command -Module Bitrix24.Imbot -CommandType Cmdlet | ForEach-Object { Get-Help $_.Name -Full })
$texts = foreach ($page in $pages) {
    [pscustomobject]@{ Of = "$($page.Name)"; Text = "$($page.Synopsis)" }
    [pscustomobject]@{ Of = "$($page.Name)"; Text = "$($page.description.Text)" }
    foreach ($parameter in $page.parameters.parameter) { [pscustomobject]@{ Of = "$($page.Name) -$($parameter.name)"; Text = "$($parameter.description.Text)" } }
    foreach ($example in $page.examples.example) { [pscustomobject]@{ Of = "$($page.Name), example"; Text = $example.title } }
}
ConvertTo-Json @{
    Texts      = @($texts).Count
    Missing    = @($texts | Where-Object { $_.Text -notmatch '\p{IsCyrillic}' } | ForEach-Object { $_.Of })
    Topics     = @('about_Bitrix24.Imbot', 'about_B24Sessions', 'about_B24Bots', 'about_B24Reliability', 'about_B24ScheduledTasks', 'about_B24ChatCommands' |
        Where-Object { (Get-Help $_ | Out-String) -match '\p{IsCyrillic}' })
}
'@)
    }

    It 'has the synopsis, description, parameters, and examples of every cmdlet in Russian' {
        $russian.Texts | Should -BeGreaterThan 500
        $russian.Missing | Should -BeNullOrEmpty
    }

    It 'has the topic <_>' -ForEach 'about_Bitrix24.Imbot', 'about_B24Sessions', 'about_B24Bots', 'about_B24Reliability', 'about_B24ScheduledTasks', 'about_B24ChatCommands' {
        $russian.Topics | Should -Contain $_
    }

    It 'is not shown for other languages' {
        Get-CulturedHelp de-DE '(Get-Help Send-B24BotMessage).Synopsis' | Should -Match '^Sends a message'
    }
}

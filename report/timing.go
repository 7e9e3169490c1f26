package report

import "time"

// Timing is what differs from run to run, and the flags that cannot change a
// result. It is the only such key of run.json.
type Timing struct {
	Started  time.Time
	Flags    []Parameter
	Stages   []Stage
	Jobs     int
	PeakRSS  int64 // bytes
	Bytes    int64 // of input, after decompression
	WallTime time.Duration
}

// Stage is the time one stage of the run took.
type Stage struct {
	Name string
	Wall time.Duration
	CPU  time.Duration
}

// Begin begins a stage and returns the function that ends it. Started must be
// set.
func (t *Timing) Begin(name string) (end func()) {
	wall, cpu := time.Now(), cpuTime()
	return func() {
		t.Stages = append(t.Stages, Stage{Name: name, Wall: time.Since(wall), CPU: cpuTime() - cpu})
		t.WallTime = time.Since(t.Started)
		t.PeakRSS = peakRSS()
	}
}

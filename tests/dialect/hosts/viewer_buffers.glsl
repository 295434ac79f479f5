// dialect: glslviewer
#version 300 es
precision highp float;
uniform vec2 u_resolution; uniform float u_time; uniform sampler2D u_buffer0, u_buffer1;
out vec4 fragColor;
void main() {
    vec2 st = gl_FragCoord.xy / u_resolution;
#if defined(BUFFER_0)
    fragColor = vec4(fract(st * 8.0 + u_time), 0.0, 1.0);
#elif defined( BUFFER_1 )
    fragColor = texture(u_buffer0, st.yx);
#else
    fragColor = texture(u_buffer1, st) * texture(u_buffer0, st);
#endif
}
